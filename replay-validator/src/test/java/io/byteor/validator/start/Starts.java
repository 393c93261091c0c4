package io.byteor.validator.start;

import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ApprovalSummary;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.StartRequested;
import io.byteor.schemas.event.Vote;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import io.byteor.validator.decision.Assessment;
import io.byteor.validator.fact.Gathered;
import io.byteor.validator.fact.RegisteredEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An accepted execute that holds its approval, and what is decided when it asks to start. */
final class Starts {
    static final Instant VALID_UNTIL = World.NOON.plus(Duration.ofMinutes(15));

    private Starts() {}

    static StartDecision decide(ApprovalState approval, RegisteredEnvironment environment, Instant now) {
        FakeFacts facts = FakeFacts.complete();
        facts.environments.put("demo", environment);
        return StartDecision.of(asked(), Optional.of(accepted(it -> {})), Optional.of(approval), facts, now);
    }

    static StartDecision decide(ReplayAccepted accepted, FakeFacts facts) {
        String place = accepted.getEnvironment().getName();
        ApprovalState held = ApprovalState.newBuilder(approval("reserved"))
                .setEnvironment(place)
                .setSource(place.equals(World.ENVIRONMENT) ? null : World.ENVIRONMENT)
                .build();
        return decide(accepted, held, facts);
    }

    static StartDecision decide(ReplayAccepted accepted, ApprovalState approval, FakeFacts facts) {
        Instant later = World.NOON.plus(Duration.ofMinutes(10));
        return StartDecision.of(asked(), Optional.of(accepted), Optional.of(approval), facts, later);
    }

    static String evidence(StartDecision decision, String code) {
        return decision instanceof StartDecision.Refused refused
                ? refused.findings().stream()
                        .filter(finding -> finding.getCode().equals(code))
                        .map(Finding::getEvidence)
                        .findFirst()
                        .orElse("")
                : "";
    }

    static List<String> failed(StartDecision decision) {
        return decision instanceof StartDecision.Refused refused
                ? refused.findings().stream()
                        .filter(finding -> finding.getOutcome() == FindingOutcome.FAILED)
                        .map(Finding::getCode)
                        .toList()
                : List.of();
    }

    static StartRequested asked() {
        return StartRequested.newBuilder()
                .setStartKey("ap-1")
                .setReplayId("replay-1")
                .setApprovalId("ap-1")
                .setRunner("runner-1")
                .setAt(World.NOON)
                .build();
    }

    static ReplayAccepted accepted(Consumer<ReplayRequested.Builder> change) {
        ReplayRequested.Builder builder =
                World.request("replay-1", Mode.EXECUTE).setApprovalId("ap-1");
        change.accept(builder);
        ReplayRequested request = builder.build();
        FakeFacts facts = FakeFacts.complete();
        facts.environments.put("lax", World.environment(World.DEMO.replace("\"demo\"", "\"lax\"")));
        Assessment assessment =
                Assessment.of(Gathered.from(facts, request, World.NOON).facts());
        return ReplayAccepted.newBuilder()
                .setReplayId("replay-1")
                .setRequest(request)
                .setRequestDigest("sha256:digest")
                .setSelectionDigest("sha256:selection")
                .setBundle(assessment.bundle())
                .setEnvironment(assessment.environment())
                .setPipeline(assessment.pipeline())
                .setTargets(assessment.targets())
                .setApproval(ApprovalSummary.newBuilder()
                        .setStatus("approved")
                        .setApprovalId("ap-1")
                        .setApprovers(List.of(World.APPROVER))
                        .build())
                .setFindings(assessment.findings())
                .setStartKey("ap-1")
                .setAcceptedAt(World.NOON)
                .setValidUntil(VALID_UNTIL)
                .build();
    }

    static ApprovalState approval(String status) {
        return ApprovalState.newBuilder()
                .setApprovalId("ap-1")
                .setRevision(3)
                .setStatus(status)
                .setRequestDigest("sha256:digest")
                .setRequest(accepted(it -> {}).getRequest())
                .setEnvironment("demo")
                .setPostureDigest("sha256:posture")
                .setRequired(1)
                .setVotes(List.of(Vote.newBuilder()
                        .setVoter(World.APPROVER)
                        .setApprove(true)
                        .setReason("because")
                        .setAt(World.NOON)
                        .build()))
                .setReservedBy("replay-1")
                .setRequestedAt(World.NOON)
                .setExpiresAt(World.NOON.plus(Duration.ofHours(4)))
                .setChangedAt(World.NOON)
                .build();
    }
}
