package io.byteor.validator.topology;

import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.ReplayAdmitted;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.approval.ApprovalCheck;
import io.byteor.validator.decision.Assessment;
import io.byteor.validator.decision.Decision;
import io.byteor.validator.decision.Outcomes;
import io.byteor.validator.decision.Outcomes.About;
import io.byteor.validator.fact.FactKey;
import io.byteor.validator.fact.FactMemory;
import io.byteor.validator.fact.Gathered;
import io.byteor.validator.request.Intent;
import io.byteor.validator.topology.store.RequestLog;
import io.byteor.validator.topology.store.WaitingRoom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * The first hop, by replay id: tells repeats apart, waits for missing facts, asks every rule but approval, and decides what no
 * approval can change. The rest goes to the owner of the start key. What people want of a replay later comes the same way.
 */
final class RequestProcessor extends CommandProcessor {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final TopologySettings settings;
    private final DecisionWriter writer = new DecisionWriter(this);
    private final ControlDesk controls = new ControlDesk(this, this::environmentOf);

    RequestProcessor(EventCodec codec, FactMemory memory, TopologySettings settings) {
        super(Topic.REPLAY_REQUESTED, codec, memory);
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        context.schedule(LOOK_AGAIN, PunctuationType.WALL_CLOCK_TIME, _ -> lookAgain());
        sweep(Names.REQUEST_LOG, entry -> isOlder(entry, settings.memory()) && isOver(entry.key), _ -> {});
        sweep(Names.CONTROLS, entry -> facts().ended(entry.key), controls::takeBack);
    }

    /** A replay that may still be under way takes control however old its request is. */
    private boolean isOver(String replayId) {
        return environmentOf(replayId).isEmpty() || facts().ended(replayId);
    }

    private Optional<String> environmentOf(String replayId) {
        return Optional.ofNullable(log().get(replayId)).map(RequestLog.Entry::environment);
    }

    @Override
    void handle(SpecificRecord command, byte[] bytes, Instant now) {
        switch (command) {
            case ReplayRequested request -> take(request, bytes, now.plus(settings.grace()), now);
            case ReplayControlRequested asked -> controls.take(asked, now);
            default -> throw unexpected(command);
        }
    }

    private void lookAgain() {
        for (WaitingRoom.Waiter waiter : waitingRoom().takeReady(facts()::holds, now())) {
            ReplayRequested request =
                    Objects.requireNonNull(decoded(Topic.REPLAY_REQUESTED, ReplayRequested.class, waiter.command()));
            attempt(request, now -> take(request, waiter.command(), waiter.deadline(), now));
        }
    }

    private void take(ReplayRequested request, byte[] bytes, Instant deadline, Instant now) {
        Digest intent = Intent.of(request);
        RequestLog.Entry entry = log().get(request.getReplayId());
        if (entry != null && !entry.intent().equals(intent)) {
            refuseKey(request, "the key stands for another request", now);
        } else if (entry == null && facts().mayHaveEnded(request.getReplayId())) {
            // What was asked for is forgotten, what became of it is not: its audit stands, and there is no second one.
            refuseKey(request, "the key stands for a replay that ended longer ago than requests are remembered", now);
        } else if (entry != null && entry.stage() == RequestLog.Stage.DECIDED) {
            CommandOutcome told =
                    Objects.requireNonNull(decoded(Topic.COMMAND_OUTCOME, CommandOutcome.class, entry.outcome()));
            answer(Outcomes.repeated(told, request.getCommandId(), now));
        } else if (entry != null && entry.stage() == RequestLog.Stage.FORWARDED) {
            ReplayAdmitted repeat = AdmissionProcessor.repeat(request, now);
            send(Topic.REPLAY_ADMITTED, repeat.getStartKey(), repeat);
        } else {
            assess(request, bytes, intent, deadline, now);
        }
    }

    private void refuseKey(ReplayRequested request, String why, Instant now) {
        BundleCaptured bundle = facts().bundle(request.getBundleId()).orElse(null);
        refuse(
                request,
                AuditEvents.environment(request, bundle, null).orElse(null),
                new ByteorException(ErrorCode.IDEMPOTENCY_KEY_REUSED, why, "Idempotency-Key", request.getReplayId()),
                now);
    }

    private void assess(ReplayRequested request, byte[] bytes, Digest intent, Instant deadline, Instant now) {
        Gathered gathered = Gathered.from(facts(), request, now);
        Optional<FactKey> missing = gathered.missing();
        if (missing.isPresent() && now.isBefore(deadline)) {
            waitingRoom().add(missing.get(), request.getCommandId(), deadline, bytes);
            log().put(request.getReplayId(), RequestLog.Entry.waiting(intent), now);
            return;
        }
        Assessment assessment = Assessment.of(gathered.facts());
        EscalationProcessor.raise(this, assessment, now);
        ReplayAdmitted admitted = assessment.admitted(now);
        EnvironmentSnapshot environment = assessment.environment();
        String place = environment == null ? null : environment.getName();
        if (assessment.needsStartKey()) {
            send(Topic.REPLAY_ADMITTED, admitted.getStartKey(), admitted);
            log().put(request.getReplayId(), RequestLog.Entry.forwarded(intent, place), now);
            return;
        }
        ApprovalCheck approval = ApprovalCheck.unnamed(assessment.approvalsRequired());
        Decision decision = Decision.of(admitted, approval, now, settings.acceptanceValidity());
        byte[] told = writer.write(decision, request.getCommandId(), now).outcome();
        String runsIn = decision instanceof Decision.Accepted ? place : null;
        log().put(request.getReplayId(), RequestLog.Entry.decided(intent, runsIn, told), now);
    }

    @Override
    void answerFault(SpecificRecord command, Instant now) {
        switch (command) {
            case ReplayRequested request ->
                refuse(
                        request,
                        request.getEnvironment(),
                        new ByteorException(ErrorCode.INTERNAL, "the request was not decided"),
                        now);
            case ReplayControlRequested asked ->
                controls.refuse(
                        asked, null, new ByteorException(ErrorCode.INTERNAL, "the command was not carried out"), now);
            default -> throw unexpected(command);
        }
    }

    private void refuse(ReplayRequested request, @Nullable String environment, ByteorException refusal, Instant now) {
        answer(Outcomes.refused(
                About.replay(request.getCommandId(), request.getReplayId(), environment), refusal, now));
    }

    private static IllegalStateException unexpected(SpecificRecord command) {
        return new IllegalStateException(command.getClass().getName() + " is no command about replays");
    }

    private RequestLog log() {
        return new RequestLog(stamped(Names.REQUEST_LOG));
    }

    private WaitingRoom waitingRoom() {
        return new WaitingRoom(store(Names.REQUESTS_WAITING));
    }
}
