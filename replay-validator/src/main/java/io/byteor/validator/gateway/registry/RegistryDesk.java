package io.byteor.validator.gateway.registry;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.GovernanceCommand;
import io.byteor.schemas.json.JsonFields;
import io.byteor.validator.environment.Environment;
import io.byteor.validator.fact.FactKey;
import io.byteor.validator.fact.FactSource;
import io.byteor.validator.fact.RegisteredPipeline;
import io.byteor.validator.gateway.Caller;
import io.byteor.validator.gateway.Command;
import io.byteor.validator.gateway.Gateway;
import io.byteor.validator.gateway.Reply;
import io.byteor.validator.registry.Agent;
import io.byteor.validator.registry.HistoryKey;
import io.byteor.validator.registry.PipelineStatus;
import io.byteor.validator.registry.PipelineVersion;
import io.byteor.validator.registry.Registry;
import io.byteor.validator.registry.RegistryKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Puts registry entries. Thread-safe. */
public final class RegistryDesk {
    private static final String ADMIN = "admin";
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(2).toNanos();
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(2);

    private final Gateway gateway;
    private final RegistryReader reader;
    private final FactSource facts;
    private final Duration visibleWithin;

    public RegistryDesk(Gateway gateway, RegistryReader reader, FactSource facts) {
        this(gateway, reader, facts, VISIBLE_WITHIN);
    }

    /** @param visibleWithin how long it is waited for that this gateway finds what was put */
    RegistryDesk(Gateway gateway, RegistryReader reader, FactSource facts, Duration visibleWithin) {
        this.gateway = gateway;
        this.reader = reader;
        this.facts = facts;
        this.visibleWithin = visibleWithin;
    }

    /**
     * Puts an entry. Whoever is told that it was put finds it at this gateway: as long as that is not so, the reply has no outcome.
     *
     * @param expected the revision to replace; 0 for none, null for whatever stands
     * @throws ByteorException FORBIDDEN where the caller may not put this
     */
    public Reply put(RegistryKind kind, String key, byte[] document, @Nullable Long expected, Gateway.Terms terms)
            throws InterruptedException {
        Long pinned = switch (kind) {
            case ENVIRONMENT -> {
                requireAdmin(kind, terms.caller());
                terms.caller().requireEnvironment(environment(document).name());
                yield expected;
            }
            case AGENT -> {
                requireAdmin(kind, terms.caller());
                terms.caller().requireEnvironment(agent(document).environment());
                yield pinnedAgent(key, expected, terms.caller());
            }
            case PIPELINE -> pinned(pipeline(document), expected, terms.caller());
        };
        GovernanceCommand command = GovernanceCommand.newBuilder()
                .setCommandId(gateway.freshId())
                .setKind(kind.word())
                .setKey(key)
                .setExpectedRevision(pinned)
                .setDocument(JsonFields.parse(document, kind.word()).canonical())
                .setBy(terms.caller().person())
                .setAt(gateway.now())
                .build();
        Reply reply = gateway.call(new Command.Put(command), key, terms);
        boolean visible = reply.outcome()
                .map(CommandOutcome::getRevision)
                .map(revision -> isVisible(new HistoryKey(kind, key, revision)))
                .orElse(true);
        return visible ? reply : new Reply(reply.commandId(), key, Optional.empty());
    }

    private static void requireAdmin(RegistryKind kind, Caller caller) {
        if (!caller.has(ADMIN)) {
            throw new ByteorException(ErrorCode.FORBIDDEN, "an admin puts " + kind.word() + "s", "kind", kind.word());
        }
    }

    /** Others than admins put candidates only, and only where nothing but a candidate stands; the revision they saw is pinned. */
    private @Nullable Long pinned(PipelineVersion version, @Nullable Long expected, Caller caller) {
        if (caller.has(ADMIN)) {
            return expected;
        }
        Optional<RegisteredPipeline> standing =
                facts.pipeline(version.spec().specHash().toString());
        if (version.status() != PipelineStatus.CANDIDATE
                || standing.filter(it -> it.status() != PipelineStatus.CANDIDATE)
                        .isPresent()) {
            throw new ByteorException(
                    ErrorCode.FORBIDDEN,
                    "operators put candidates; an admin promotes",
                    "/status",
                    version.status().word());
        }
        return requireSeen(standing.map(RegisteredPipeline::revision).orElse(0L), expected);
    }

    /** Who may not reach every environment moves no agent out of one out of reach; the revision that was looked at is pinned. */
    private @Nullable Long pinnedAgent(String key, @Nullable Long expected, Caller caller) {
        if (caller.reachesAll()) {
            return expected;
        }
        Optional<AgentState> standing = facts.agent(key);
        standing.ifPresent(it -> caller.requireEnvironment(it.getEnvironment()));
        return requireSeen(standing.map(AgentState::getRevision).orElse(0L), expected);
    }

    private static long requireSeen(long seen, @Nullable Long expected) {
        if (expected != null && expected != seen) {
            throw Registry.mismatch(expected, seen);
        }
        return seen;
    }

    /** Waits for it. */
    private boolean isVisible(HistoryKey put) {
        FactKey fact = new FactKey(FactKey.Kind.valueOf(put.kind().name()), put.key(), put.revision());
        long until = System.nanoTime() + visibleWithin.toNanos();
        boolean visible = stands(fact, put);
        while (!visible && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            visible = stands(fact, put);
        }
        return visible;
    }

    private boolean stands(FactKey fact, HistoryKey put) {
        try {
            return facts.holds(fact) && reader.find(put).isPresent();
        } catch (ByteorException e) {
            if (e.code() != ErrorCode.UNAVAILABLE) {
                throw e;
            }
            // It was put all the same.
            return false;
        }
    }

    private static Environment environment(byte[] document) {
        return Environment.parse(JsonFields.parse(document, "environment"));
    }

    private static Agent agent(byte[] document) {
        return Agent.parse(JsonFields.parse(document, "agent"));
    }

    private static PipelineVersion pipeline(byte[] document) {
        return PipelineVersion.parse(JsonFields.parse(document, "pipeline"));
    }
}
