package io.byteor.validator.topology;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalRequested;
import io.byteor.schemas.event.ApprovalRevoked;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ApprovalVoted;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.StartRequested;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.approval.Approval;
import io.byteor.validator.approval.Voting;
import io.byteor.validator.decision.Assessment;
import io.byteor.validator.decision.Outcomes;
import io.byteor.validator.decision.Outcomes.About;
import io.byteor.validator.fact.FactKey;
import io.byteor.validator.fact.FactMemory;
import io.byteor.validator.fact.Facts;
import io.byteor.validator.fact.Gathered;
import io.byteor.validator.fact.RegisteredEnvironment;
import io.byteor.validator.request.Intent;
import io.byteor.validator.topology.store.Expiries;
import io.byteor.validator.topology.store.WaitingRoom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Takes requests for approval, votes, revocations and starts, each in the order of its approval. */
final class ApprovalProcessor extends CommandProcessor {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration EXPIRE = Duration.ofSeconds(1);
    private static final int MOST_EXPIRED_AT_ONCE = 100;

    private final TopologySettings settings;
    private final Supplier<Duration> silence;
    private final StartDesk startDesk = new StartDesk(this);

    /** @param silence how long this instance has not looked for new facts */
    ApprovalProcessor(EventCodec codec, FactMemory memory, TopologySettings settings, Supplier<Duration> silence) {
        super(Topic.APPROVAL_COMMAND, codec, memory);
        this.settings = settings;
        this.silence = silence;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        context.schedule(LOOK_AGAIN, PunctuationType.WALL_CLOCK_TIME, _ -> lookAgain());
        context.schedule(EXPIRE, PunctuationType.WALL_CLOCK_TIME, _ -> expire());
        forget(Names.COMMAND_LOG, settings.memory());
    }

    @Override
    void handle(SpecificRecord command, byte[] bytes, Instant now) {
        switch (command) {
            case ApprovalRequested requested -> request(requested, bytes, now.plus(settings.grace()), now);
            case ApprovalVoted voted -> vote(voted, now);
            case ApprovalRevoked revoked -> revoke(revoked, now);
            case StartRequested asked -> start(asked, bytes, now);
            default -> throw unexpected(command);
        }
    }

    private void lookAgain() {
        for (WaitingRoom.Waiter waiter : waitingRoom().takeReady(facts()::holds, now())) {
            SpecificRecord command =
                    Objects.requireNonNull(decoded(Topic.APPROVAL_COMMAND, SpecificRecord.class, waiter.command()));
            attempt(command, now -> again(command, waiter, now));
        }
    }

    private void again(SpecificRecord command, WaitingRoom.Waiter waiter, Instant now) {
        switch (command) {
            case ApprovalRequested requested -> request(requested, waiter.command(), waiter.deadline(), now);
            case StartRequested asked -> start(asked, waiter.command(), now);
            default -> throw unexpected(command);
        }
    }

    /**
     * A start rests on facts as this instance holds them, and nothing says which others have been acknowledged meanwhile: where it
     * has not looked for new ones for long, the start waits until it has, however long that takes.
     */
    private void start(StartRequested asked, byte[] bytes, Instant now) {
        if (silence.get().compareTo(settings.grace()) > 0) {
            // It misses no fact in particular, so that its wait is over, and begins anew, each time it is looked at.
            FactKey none = FactKey.of(FactKey.Kind.ENVIRONMENT, asked.getStartKey());
            waitingRoom().add(none, asked.getReplayId(), now, bytes);
            return;
        }
        startDesk.take(asked, now);
    }

    /** Has those say that they are expired whose time is up, whether or not anybody asks for them again. */
    private void expire() {
        for (String approvalId : expiries().takeDue(now(), MOST_EXPIRED_AT_ONCE)) {
            attempt(now -> new Approvals(this).at(approvalId, now), _ -> {});
        }
    }

    private void request(ApprovalRequested command, byte[] bytes, Instant deadline, Instant now) {
        Approvals approvals = new Approvals(this);
        Optional<ApprovalState> standing = approvals.at(command.getApprovalId(), now);
        if (standing.isPresent()) {
            repeat(command, standing.get(), now);
            return;
        }
        Gathered gathered = Gathered.from(facts(), command.getRequest(), now);
        Optional<FactKey> missing = gathered.missing();
        if (missing.isPresent() && now.isBefore(deadline)) {
            waitingRoom().add(missing.get(), command.getCommandId(), deadline, bytes);
            return;
        }
        Assessment assessment = Assessment.of(gathered.facts());
        EnvironmentSnapshot environment = assessment.environment();
        if (!assessment.passed() || environment == null) {
            EscalationProcessor.raise(this, assessment, now);
            About about = About.approval(
                    command.getCommandId(),
                    command.getApprovalId(),
                    assessment.environmentName().orElse(null));
            answer(Outcomes.refused(about, assessment, now));
            return;
        }
        ApprovalState state = Approval.requested(command, scope(assessment, environment, gathered.facts()), now);
        answer(Outcomes.of(state, command.getCommandId(), now));
        approvals.put(state);
        expiries().add(state.getApprovalId(), state.getExpiresAt());
    }

    private static Approval.Scope scope(Assessment assessment, EnvironmentSnapshot environment, Facts facts) {
        return new Approval.Scope(
                Objects.requireNonNull(assessment.requestDigest()).toString(),
                environment.getName(),
                facts.foreignSource().map(RegisteredEnvironment::name).orElse(null),
                environment.getPostureDigest(),
                assessment.approvalsRequired(),
                facts.approvalLifetime());
    }

    private void repeat(ApprovalRequested command, ApprovalState standing, Instant now) {
        if (Intent.of(command.getRequest()).equals(Intent.of(standing.getRequest()))) {
            answer(Outcomes.of(standing, command.getCommandId(), now));
        } else {
            ByteorException refusal = new ByteorException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "the key stands for another request",
                    "Idempotency-Key",
                    command.getApprovalId());
            answer(Outcomes.refused(about(standing, command.getCommandId()), refusal, now));
        }
    }

    private void vote(ApprovalVoted vote, Instant now) {
        CommandLog log = new CommandLog(this);
        if (log.repeated(vote.getCommandId())) {
            return;
        }
        Approvals approvals = new Approvals(this);
        Optional<ApprovalState> standing = approvals.at(vote.getApprovalId(), now);
        if (standing.isEmpty()) {
            refuseUnknown(vote.getCommandId(), vote.getApprovalId(), notFound(vote.getApprovalId()), now);
            return;
        }
        ApprovalState state = standing.get();
        try {
            ApprovalState voted = Voting.counted(state, vote, now);
            Voting.requireScope(state, requestDigest(state, now));
            log.answer(Outcomes.of(voted, vote.getCommandId(), now), () -> approvals.put(voted), now);
        } catch (ByteorException refusal) {
            ApprovalState noted = Voting.refused(state, vote, refusal.code(), now);
            log.answer(
                    Outcomes.refused(about(state, vote.getCommandId()), refusal, now),
                    () -> putIfOther(approvals, state, noted),
                    now);
        }
    }

    /** Of a full record of refusals nothing changes. */
    private static void putIfOther(Approvals approvals, ApprovalState before, ApprovalState after) {
        if (!after.equals(before)) {
            approvals.put(after);
        }
    }

    /** What the approval's request comes to as facts stand now. */
    private @Nullable String requestDigest(ApprovalState state, Instant now) {
        Facts facts = Gathered.from(facts(), state.getRequest(), now).facts();
        return Assessment.requestDigest(facts).map(Digest::toString).orElse(null);
    }

    private void revoke(ApprovalRevoked command, Instant now) {
        CommandLog log = new CommandLog(this);
        if (log.repeated(command.getCommandId())) {
            return;
        }
        Approvals approvals = new Approvals(this);
        Optional<ApprovalState> standing = approvals.at(command.getApprovalId(), now);
        if (standing.isEmpty()) {
            refuseUnknown(command.getCommandId(), command.getApprovalId(), notFound(command.getApprovalId()), now);
            return;
        }
        try {
            ApprovalState revoked = Approval.revoked(standing.get(), command, now);
            log.answer(Outcomes.of(revoked, command.getCommandId(), now), () -> approvals.put(revoked), now);
        } catch (ByteorException refusal) {
            log.answer(Outcomes.refused(about(standing.get(), command.getCommandId()), refusal, now), now);
        }
    }

    private static ByteorException notFound(String approvalId) {
        return new ByteorException(ErrorCode.APPROVAL_NOT_FOUND, "no approval of this id", "approvalId", approvalId);
    }

    @Override
    void answerFault(SpecificRecord command, Instant now) {
        ByteorException fault = new ByteorException(ErrorCode.INTERNAL, "the command was not carried out");
        switch (command) {
            case ApprovalRequested it -> refuseUnknown(it.getCommandId(), it.getApprovalId(), fault, now);
            case ApprovalVoted it -> refuseUnknown(it.getCommandId(), it.getApprovalId(), fault, now);
            case ApprovalRevoked it -> refuseUnknown(it.getCommandId(), it.getApprovalId(), fault, now);
            case StartRequested it -> startDesk.refuse(it, fault, now);
            default -> throw unexpected(command);
        }
    }

    private static About about(ApprovalState state, String commandId) {
        return About.approval(commandId, state.getApprovalId(), state.getEnvironment());
    }

    /** Refuses without a word of where the approval lies. */
    private void refuseUnknown(String commandId, String approvalId, ByteorException refusal, Instant now) {
        answer(Outcomes.refused(About.approval(commandId, approvalId, null), refusal, now));
    }

    private Expiries expiries() {
        return new Expiries(store(Names.APPROVAL_EXPIRIES));
    }

    private WaitingRoom waitingRoom() {
        return new WaitingRoom(store(Names.APPROVALS_WAITING));
    }

    private static IllegalStateException unexpected(SpecificRecord command) {
        return new IllegalStateException(command.getClass().getName() + " is no command about approvals");
    }
}
