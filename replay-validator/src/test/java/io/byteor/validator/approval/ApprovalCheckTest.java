package io.byteor.validator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.validator.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovalCheckTest {
    private static final String DIGEST = "sha256:digest";

    @Test
    void isContentWhereNoneIsRequiredAndNoneIsNamed() {
        ApprovalCheck check = ApprovalCheck.unnamed(0);

        assertThat(failed(check)).isEmpty();
        assertThat(check.summary().getStatus()).isEqualTo("not_required");
    }

    @Test
    void missesTheOneThatIsNotNamedOrDoesNotExist() {
        assertThat(failed(ApprovalCheck.unnamed(1))).containsExactly(ErrorCode.APPROVAL_MISSING);
        assertThat(failed(ApprovalCheck.named(request(), DIGEST, 1, Optional.empty())))
                .containsExactly(ErrorCode.APPROVAL_MISSING);
    }

    @Test
    void tellsOfOneOutsideTheClaimWhatItTellsOfOneThatIsNotThere() {
        ReplayRequested stranger = ReplayRequested.newBuilder(request())
                .setEnvironments(List.of("production"))
                .build();
        ApprovalState elsewhere = ApprovalState.newBuilder(ApprovalTest.approved())
                .setSource("production")
                .build();

        ApprovalCheck nothing = ApprovalCheck.named(stranger, DIGEST, 1, Optional.empty());
        assertThat(ApprovalCheck.named(stranger, DIGEST, 1, Optional.of(ApprovalTest.approved())))
                .isEqualTo(nothing);
        assertThat(ApprovalCheck.named(stranger, DIGEST, 1, Optional.of(elsewhere)))
                .as("with a claim to one of two")
                .isEqualTo(nothing);
    }

    @Test
    void passesAnApprovedOneAndNamesTheApprovers() {
        ApprovalCheck check = check(ApprovalTest.approved());

        assertThat(failed(check)).isEmpty();
        assertThat(check.summary().getStatus()).isEqualTo("approved");
        assertThat(check.summary().getApprovers()).containsExactly(World.APPROVER);
    }

    @Test
    void saysWhatIsWrongWithOneThatDoesNotPermit() {
        ApprovalState approved = ApprovalTest.approved();
        ApprovalState expired = Approval.at(approved, World.NOON.plus(Duration.ofDays(1)));
        ApprovalState reserved = Approval.reserved(approved, "replay-9", World.NOON);

        assertThat(failed(check(ApprovalTest.requested(1)))).containsExactly(ErrorCode.APPROVAL_PENDING);
        assertThat(failed(check(with("rejected")))).containsExactly(ErrorCode.APPROVAL_REJECTED);
        assertThat(failed(check(with("revoked")))).containsExactly(ErrorCode.APPROVAL_REVOKED);
        assertThat(failed(check(expired))).containsExactly(ErrorCode.APPROVAL_EXPIRED);
        assertThat(failed(check(reserved))).containsExactly(ErrorCode.APPROVAL_CONSUMED);
        assertThat(failed(check(Approval.started(reserved, World.NOON)))).containsExactly(ErrorCode.APPROVAL_CONSUMED);
    }

    @Test
    void refusesAnotherRequestThanTheOneApproved() {
        assertThat(failed(ApprovalCheck.named(request(), "sha256:other", 1, Optional.of(ApprovalTest.approved()))))
                .containsExactly(ErrorCode.APPROVAL_SCOPE);
    }

    @Test
    void refusesAReplayRequestedByItsApprover() {
        ReplayRequested own = ReplayRequested.newBuilder(request())
                .setRequester(World.APPROVER)
                .build();

        assertThat(failed(ApprovalCheck.named(own, DIGEST, 1, Optional.of(ApprovalTest.approved()))))
                .containsExactly(ErrorCode.APPROVAL_SELF);
    }

    @Test
    void countsAgainWhatThePostureAsksForNow() {
        assertThat(failed(ApprovalCheck.named(request(), DIGEST, 2, Optional.of(ApprovalTest.approved()))))
                .containsExactly(ErrorCode.APPROVAL_PENDING);
    }

    private static ApprovalState with(String status) {
        return ApprovalState.newBuilder(ApprovalTest.approved())
                .setStatus(status)
                .build();
    }

    private static ApprovalCheck check(ApprovalState state) {
        return ApprovalCheck.named(request(), DIGEST, 1, Optional.of(state));
    }

    private static ReplayRequested request() {
        return World.request("replay-1", Mode.EXECUTE).setApprovalId("ap-1").build();
    }

    private static List<ErrorCode> failed(ApprovalCheck check) {
        return check.findings().stream()
                .filter(finding -> finding.getOutcome() == FindingOutcome.FAILED)
                .map(Finding::getCode)
                .map(ErrorCode::valueOf)
                .toList();
    }
}
