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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Answers requests to begin: once per replay. A runner that asks again finds the answer where it stands. */
final class StartDesk {
    private final CommandProcessor processor;

    StartDesk(CommandProcessor processor) {
        this.processor = processor;
    }

    void take(StartRequested asked, Instant now) {
        if (processor.stamped(Names.STARTS).get(asked.getReplayId()) != null) {
            return;
        }
        Approvals approvals = new Approvals(processor);
        Optional<ReplayAccepted> accepted =
                new DecisionLog(processor).get(asked.getReplayId()).flatMap(StartDesk::toStart);
        Optional<ApprovalState> approval = accepted.map(it -> it.getRequest().getApprovalId())
                .flatMap(approvalId -> approvals.at(approvalId, now));
        StartDecision decision = StartDecision.of(asked, accepted, approval, processor.facts(), now);
        answer(
                asked,
                switch (decision) {
                    case StartDecision.Granted _ -> granted(asked, now);
                    case StartDecision.Refused refused -> refused(asked, refused.findings(), now);
                },
                now);
        ApprovalState moved = decision.approval();
        if (moved != null) {
            approvals.put(moved);
        }
    }

    private static Optional<ReplayAccepted> toStart(Decision decision) {
        return switch (decision) {
            case Decision.Accepted(var event) ->
                Optional.of(event).filter(it -> it.getRequest().getMode() == Mode.EXECUTE);
            case Decision.Rejected _ -> Optional.empty();
        };
    }

    /** Refuses because of a fault of ours; the replay can be asked for again. */
    void refuse(StartRequested asked, ByteorException fault, Instant now) {
        answer(asked, refused(asked, List.of(Findings.of(fault)), now), now);
    }

    private void answer(StartRequested asked, SpecificRecord answer, Instant now) {
        processor.send(Topic.REPLAY_START, asked.getReplayId(), answer);
        processor.stamped(Names.STARTS).put(asked.getReplayId(), processor.encoded(Topic.REPLAY_START, answer), now);
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
