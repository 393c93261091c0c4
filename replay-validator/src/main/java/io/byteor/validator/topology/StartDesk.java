package io.byteor.validator.topology;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.StartGranted;
import io.byteor.schemas.event.StartRefused;
import io.byteor.schemas.event.StartRequested;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.decision.Decision;
import io.byteor.validator.rule.Findings;
import io.byteor.validator.start.StartDecision;
import io.byteor.validator.topology.store.StampedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;

/**
 * Answers requests to begin: once per replay. A runner that asks again finds the answer where it stands; where it may stand there no
 * longer, the same is told again.
 */
final class StartDesk {
    /** Well within the time that the topic of answers keeps them. */
    private static final Duration STANDS = Duration.ofDays(1);

    private final CommandProcessor processor;

    StartDesk(CommandProcessor processor) {
        this.processor = processor;
    }

    void take(StartRequested asked, Instant now) {
        if (isAnswered(asked)) {
            return;
        }
        Approvals approvals = new Approvals(processor);
        Optional<ReplayAccepted> accepted =
                new DecisionLog(processor).get(asked.getReplayId()).flatMap(StartDesk::toStart);
        Optional<ApprovalState> approval = accepted.map(it -> it.getRequest().getApprovalId())
                .flatMap(approvalId -> approvals.at(approvalId, now));
        StartDecision decision = StartDecision.of(asked, accepted, approval, processor.facts(), now);
        SpecificRecord answer = switch (decision) {
            case StartDecision.Granted _ -> granted(asked, now);
            case StartDecision.Refused refused -> refused(asked, refused.findings(), now);
        };
        ApprovalState moved = decision.approval();
        answer(asked, answer, moved == null ? () -> {} : () -> approvals.put(moved), now);
    }

    /** Whether there is an answer; an old one is sent again. */
    private boolean isAnswered(StartRequested asked) {
        String replayId = asked.getReplayId();
        byte[] stamped = processor.<byte[]>store(Names.STARTS).get(replayId);
        if (stamped == null) {
            return false;
        }
        if (processor.isOlder(KeyValue.pair(replayId, stamped), STANDS)) {
            byte[] answer = starts().get(replayId);
            processor.send(
                    Topic.REPLAY_START,
                    replayId,
                    Objects.requireNonNull(processor.decoded(Topic.REPLAY_START, SpecificRecord.class, answer)));
        }
        return true;
    }

    private static Optional<ReplayAccepted> toStart(Decision decision) {
        return switch (decision) {
            case Decision.Accepted(var event) ->
                Optional.of(event).filter(it -> it.getRequest().getMode() == Mode.EXECUTE);
            case Decision.Rejected _ -> Optional.empty();
        };
    }

    /** Refuses because of a fault of ours, but for what has its answer; the replay can be asked for again. */
    void refuse(StartRequested asked, ByteorException fault, Instant now) {
        if (starts().get(asked.getReplayId()) == null) {
            answer(asked, refused(asked, List.of(Findings.of(fault)), now), () -> {}, now);
        }
    }

    /** Answers, and remembers it once what the answer changed is kept: that can fail, and then it is no answer. */
    private void answer(StartRequested asked, SpecificRecord answer, Runnable change, Instant now) {
        byte[] told = processor.send(Topic.REPLAY_START, asked.getReplayId(), answer);
        change.run();
        starts().put(asked.getReplayId(), told, now);
    }

    private StampedStore starts() {
        return processor.stamped(Names.STARTS);
    }

    private static StartGranted granted(StartRequested asked, Instant now) {
        return StartGranted.newBuilder()
                .setReplayId(asked.getReplayId())
                .setStartKey(asked.getStartKey())
                .setAt(now)
                .build();
    }

    private static StartRefused refused(StartRequested asked, List<Finding> findings, Instant now) {
        return StartRefused.newBuilder()
                .setReplayId(asked.getReplayId())
                .setStartKey(asked.getStartKey())
                .setFindings(findings)
                .setAt(now)
                .build();
    }
}
