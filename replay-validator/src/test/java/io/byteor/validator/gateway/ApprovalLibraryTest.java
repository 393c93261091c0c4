package io.byteor.validator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalRequested;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.governance.ApprovalStatus;
import io.byteor.validator.World;
import io.byteor.validator.approval.Approval;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApprovalLibraryTest {
    private static final ApprovalLibrary.Wanted ALL = new ApprovalLibrary.Wanted(null, null);

    @Test
    void leavesOutWhatTheClaimDoesNotReach() {
        assertThat(ids(ALL, World.NOON, "lab")).containsExactly("ap-2");
        assertThat(ids(ALL, World.NOON, "*")).containsExactly("ap-1", "ap-2");
    }

    @Test
    void tellsEachAsTheClockLeavesIt() {
        Instant later = World.NOON.plus(Duration.ofHours(2));

        assertThat(ids(new ApprovalLibrary.Wanted(ApprovalStatus.REQUESTED, null), later, "*"))
                .containsExactly("ap-2");
        assertThat(ids(new ApprovalLibrary.Wanted(ApprovalStatus.EXPIRED, null), later, "*"))
                .containsExactly("ap-1");
    }

    @Test
    void listsOfOneEnvironmentOnlyToWhoReachesIt() {
        ApprovalLibrary.Wanted lab = new ApprovalLibrary.Wanted(null, "lab");

        assertThat(ids(lab, World.NOON, "*")).containsExactly("ap-2");
        assertThatThrownBy(() -> ids(lab, World.NOON, "demo"))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    private static List<String> ids(ApprovalLibrary.Wanted wanted, Instant now, String environment) {
        Caller caller = new Caller(World.person("nora"), Set.of("analyst"), List.of(environment));
        return new ApprovalLibrary(new Two(), InstantSource.fixed(now))
                .list(wanted, null, 10, caller)
                .map(ApprovalState::getApprovalId)
                .items();
    }

    private static final class Two implements ApprovalReader {
        @Override
        public <T> Page<T> list(@Nullable String after, int limit, Function<ApprovalState, Optional<T>> reading) {
            List<T> items = List.of(state("ap-1", "demo", 1), state("ap-2", "lab", 4)).stream()
                    .map(reading)
                    .flatMap(Optional::stream)
                    .toList();
            return new Page<>(items, null);
        }

        private static ApprovalState state(String approvalId, String environment, int hours) {
            ApprovalRequested command = ApprovalRequested.newBuilder()
                    .setCommandId("command-of-" + approvalId)
                    .setApprovalId(approvalId)
                    .setRequest(World.request("of-" + approvalId, Mode.EXECUTE).build())
                    .setAt(World.NOON)
                    .build();
            return Approval.requested(
                    command,
                    new Approval.Scope(
                            "sha256:digest", environment, null, "sha256:posture", 1, Duration.ofHours(hours)),
                    World.NOON);
        }
    }
}
