package io.byteor.validator.registry;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.EnvironmentState;
import io.byteor.schemas.event.GovernanceCommand;
import io.byteor.schemas.event.PipelineState;
import io.byteor.schemas.json.JsonFields;
import io.byteor.validator.environment.Environment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Decides what becomes of a command to the registry. A pure function of the command, the revision that stands, and the time. */
public final class Registry {
    private Registry() {}

    /**
     * The fact that the command makes.
     *
     * @param revision the new revision of the entry
     * @param digest SHA-256 over the RFC 8785 form of the document as it is kept
     */
    public record Change(RegistryKind kind, String key, long revision, Digest digest, RegistryFact fact) {}

    /**
     * Puts a document.
     *
     * @param standing the revision that stands; 0 where there is no entry
     * @throws ByteorException REVISION_MISMATCH where the command expects another revision, else why the document is refused
     */
    public static Change put(GovernanceCommand command, long standing, Instant now) {
        RegistryKind kind = RegistryKind.of(command.getKind())
                .orElseThrow(() -> new ByteorException(
                        ErrorCode.REQUEST_INVALID, "environment, agent or pipeline", "kind", command.getKind()));
        Long expected = command.getExpectedRevision();
        if (expected != null && expected != standing) {
            throw mismatch(expected, standing);
        }
        return put(kind, command, standing + 1, now);
    }

    /**
     * Refuses to replace another revision than the one that stands.
     *
     * @param expected 0 for none, which a caller says by If-None-Match
     */
    public static ByteorException mismatch(long expected, long standing) {
        return new ByteorException(
                ErrorCode.REVISION_MISMATCH,
                "the entry stands at revision " + standing,
                expected == 0 ? "If-None-Match" : "If-Match",
                expected == 0 ? "*" : expected);
    }

    private static Change put(RegistryKind kind, GovernanceCommand command, long revision, Instant now) {
        JsonFields document = JsonFields.parse(command.getDocument(), kind.word());
        return switch (kind) {
            case ENVIRONMENT -> put(Environment.parse(document), command, revision, now);
            case AGENT -> put(Agent.parse(document), command, revision, now);
            case PIPELINE -> put(PipelineVersion.parse(document), command, revision, now);
        };
    }

    private static Change put(Environment environment, GovernanceCommand command, long revision, Instant now) {
        requireKey(command, environment.name(), "/name");
        String document = environment.json().canonical();
        EnvironmentState fact = EnvironmentState.newBuilder()
                .setName(environment.name())
                .setRevision(revision)
                .setDocument(document)
                .setPostureDigest(environment.posture().digest().toString())
                .setChangedBy(command.getBy())
                .setChangedAt(now)
                .build();
        return new Change(
                RegistryKind.ENVIRONMENT,
                fact.getName(),
                revision,
                digest(document),
                new RegistryFact.OfEnvironment(fact));
    }

    private static Change put(Agent agent, GovernanceCommand command, long revision, Instant now) {
        requireKey(command, agent.agent(), "/agent");
        String document = agent.json().canonical();
        Agent.Deployment deployment = agent.deployment();
        AgentState fact = AgentState.newBuilder()
                .setAgentId(agent.agent())
                .setRevision(revision)
                .setDocument(document)
                .setEnvironment(agent.environment())
                .setPipeline(deployment == null ? null : deployment.pipeline())
                .setVersion(deployment == null ? null : deployment.version())
                .setChangedBy(command.getBy())
                .setChangedAt(now)
                .build();
        return new Change(
                RegistryKind.AGENT, fact.getAgentId(), revision, digest(document), new RegistryFact.OfAgent(fact));
    }

    private static Change put(PipelineVersion version, GovernanceCommand command, long revision, Instant now) {
        String specHash = version.spec().specHash().toString();
        requireKey(command, specHash, "/spec");
        PipelineState fact = PipelineState.newBuilder()
                .setSpecHash(specHash)
                .setRevision(revision)
                .setPipeline(version.spec().pipeline())
                .setVersion(version.spec().version())
                .setStatus(version.status().word())
                .setSpec(version.spec().canonical())
                .setChangedBy(command.getBy())
                .setChangedAt(now)
                .build();
        RegistryFact put = new RegistryFact.OfPipeline(fact);
        return new Change(RegistryKind.PIPELINE, specHash, revision, digest(put.document()), put);
    }

    private static void requireKey(GovernanceCommand command, String named, String pointer) {
        if (!named.equals(command.getKey())) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID,
                    "the document is of " + named + ", not of " + command.getKey(),
                    pointer,
                    named);
        }
    }

    private static Digest digest(String canonical) {
        return Digest.of(canonical.getBytes(StandardCharsets.UTF_8));
    }
}
