package io.byteor.validator.gateway;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalRequested;
import io.byteor.schemas.event.ApprovalRevoked;
import io.byteor.schemas.event.ApprovalVoted;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.SeenRevision;
import io.byteor.schemas.json.JsonFields;
import io.byteor.validator.control.Wanted;
import io.byteor.validator.fact.FactSource;
import io.byteor.validator.fact.Gathered;
import io.byteor.validator.request.Grounds;
import io.byteor.validator.request.Ids;
import io.byteor.validator.request.RequestDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns calls into commands and commands' outcomes into replies. Thread-safe. */
public final class Gateway {
    private final CommandChannel channel;
    private final OutcomeBoard board;
    private final FactSource facts;
    private final Supplier<String> ids;
    private final InstantSource clock;

    /** @param ids fresh ids, in order of time */
    public Gateway(
            CommandChannel channel, OutcomeBoard board, FactSource facts, Supplier<String> ids, InstantSource clock) {
        this.channel = channel;
        this.board = board;
        this.facts = facts;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * How to go about a call.
     *
     * @param key the caller's idempotency key
     * @param patience how long to wait for the outcome
     */
    public record Terms(Caller caller, @Nullable String key, Duration patience) {}

    /** Asks for a replay. */
    public Reply requestReplay(JsonFields body, Terms terms) throws InterruptedException {
        String replayId = id("replay", terms);
        RequestDocument.Frame frame = frame(replayId, terms);
        RequestDocument.Frame complete = frame.seeing(seen(RequestDocument.parse(body, frame), terms));
        return call(new Command.RequestReplay(RequestDocument.parse(body, complete)), replayId, terms);
    }

    /**
     * Has a replay pause, go on or end.
     *
     * @throws ByteorException REPLAY_NOT_FOUND where this cannot be the id of any
     */
    public Reply controlReplay(String replayId, Wanted wanted, JsonFields body, Terms terms)
            throws InterruptedException {
        if (!Ids.isOne(replayId)) {
            throw new ByteorException(ErrorCode.REPLAY_NOT_FOUND, "no replay of this id", "replayId", replayId);
        }
        Grounds grounds = grounds(body);
        ReplayControlRequested command = ReplayControlRequested.newBuilder()
                .setCommandId(repeatable(terms, "control", replayId, wanted.control(), grounds.text()))
                .setReplayId(replayId)
                .setControl(wanted.control())
                .setBy(terms.caller().person())
                .setEnvironments(terms.caller().environments())
                .setReason(grounds.reason())
                .setTicket(grounds.ticket())
                .setAt(now())
                .build();
        return call(new Command.ControlReplay(command), replayId, terms);
    }

    /** Asks for an approval of the request that stands in the body. */
    public Reply requestApproval(JsonFields body, Terms terms) throws InterruptedException {
        String approvalId = id("approval", terms);
        JsonFields inner = body.object("request");
        body.end();
        RequestDocument.Frame frame = frame(approvalId, terms);
        RequestDocument.Frame complete = frame.seeing(seen(RequestDocument.parseUnapproved(inner, frame), terms));
        ApprovalRequested command = ApprovalRequested.newBuilder()
                .setCommandId(frame.commandId())
                .setApprovalId(approvalId)
                .setRequest(RequestDocument.parseUnapproved(inner, complete))
                .setAt(frame.requestedAt())
                .build();
        return call(new Command.RequestApproval(command), approvalId, terms);
    }

    /** Votes. */
    public Reply vote(String approvalId, JsonFields body, Terms terms) throws InterruptedException {
        boolean approve = switch (body.string("vote")) {
            case "approve" -> true;
            case "reject" -> false;
            default -> throw body.refusal("vote", "approve or reject");
        };
        Grounds grounds = grounds(body);
        ApprovalVoted command = ApprovalVoted.newBuilder()
                .setCommandId(repeatable(terms, "vote", approvalId, Boolean.toString(approve), grounds.text()))
                .setApprovalId(approvalId)
                .setVoter(terms.caller().person())
                .setApprove(approve)
                .setEnvironments(terms.caller().environments())
                .setReason(grounds.reason())
                .setTicket(grounds.ticket())
                .setRoles(terms.caller().roles().stream().sorted().toList())
                .setAt(now())
                .build();
        return call(new Command.Vote(command), approvalId, terms);
    }

    /** Takes an approval back. */
    public Reply revoke(String approvalId, JsonFields body, Terms terms) throws InterruptedException {
        Grounds grounds = grounds(body);
        ApprovalRevoked command = ApprovalRevoked.newBuilder()
                .setCommandId(repeatable(terms, "revoke", approvalId, grounds.text()))
                .setApprovalId(approvalId)
                .setBy(terms.caller().person())
                .setEnvironments(terms.caller().environments())
                .setReason(grounds.reason())
                .setTicket(grounds.ticket())
                .setAt(now())
                .build();
        return call(new Command.Revoke(command), approvalId, terms);
    }

    /**
     * What became of a command, as far as this gateway has seen and still remembers.
     *
     * @throws ByteorException FORBIDDEN where that is about an environment out of the caller's reach
     */
    public Optional<CommandOutcome> outcome(String commandId, Caller caller) {
        Optional<CommandOutcome> outcome = board.find(commandId);
        outcome.map(CommandOutcome::getEnvironment).ifPresent(caller::requireEnvironment);
        return outcome;
    }

    /** Sends a command and waits for its outcome; a command whose outcome is known is not sent again. */
    public Reply call(Command command, String subject, Terms terms) throws InterruptedException {
        String commandId = command.commandId();
        Optional<CommandOutcome> known = board.find(commandId);
        Optional<CommandOutcome> outcome =
                known.isPresent() ? known : board.after(commandId, () -> channel.send(command), terms.patience());
        return new Reply(commandId, subject, outcome);
    }

    /** A fresh id for a command. */
    public String freshId() {
        return ids.get();
    }

    /** The time to stamp a command with, in whole microseconds. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private RequestDocument.Frame frame(String subject, Terms terms) {
        Caller caller = terms.caller();
        return new RequestDocument.Frame(freshId(), subject, caller.person(), caller.environments(), List.of(), now());
    }

    /** What this gateway sees of what the request touches, so that the validator decides over nothing older. */
    private List<SeenRevision> seen(ReplayRequested request, Terms terms) {
        if (request.getEnvironment() != null) {
            terms.caller().requireEnvironment(request.getEnvironment());
        }
        return Gathered.from(facts, request, request.getRequestedAt()).facts().revisions();
    }

    private String id(String purpose, Terms terms) {
        String key = terms.key();
        return key == null
                ? freshId()
                : Ids.derived(purpose, terms.caller().person(), key).toString();
    }

    /** An id for a command: under a key the same for the same intent, else fresh. */
    public String repeatable(Terms terms, String purpose, String... intent) {
        String key = terms.key();
        if (key == null) {
            return freshId();
        }
        String[] parts = new String[intent.length + 1];
        parts[0] = key;
        System.arraycopy(intent, 0, parts, 1, intent.length);
        return Ids.derived(purpose, terms.caller().person(), parts).toString();
    }

    private static Grounds grounds(JsonFields body) {
        Grounds grounds = Grounds.required(body);
        body.end();
        return grounds;
    }
}
