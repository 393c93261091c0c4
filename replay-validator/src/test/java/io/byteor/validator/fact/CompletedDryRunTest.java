package io.byteor.validator.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.audit.AuditRecord;
import io.byteor.validator.World;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompletedDryRunTest {
    @Test
    void divergesInTheShareOfTheComparedOutputsThatWereChangedMissingOrNew() {
        assertThat(of(new AuditRecord.Divergence(6, 1, 2, 1, 9, List.of(), null))
                        .divergence())
                .isEqualTo(0.4);
        assertThat(of(World.divergence(10, 0)).divergence()).isEqualTo(0);
    }

    @Test
    void hasNoShareWhereNothingWasCompared() {
        assertThat(of(null).divergence()).isNull();
        assertThat(of(World.divergence(0, 0)).divergence()).isNull();
        assertThat(of(new AuditRecord.Divergence(0, 0, 0, 0, 9, List.of(), null))
                        .divergence())
                .as("outputs that name no origin are compared with nothing")
                .isNull();
    }

    private static CompletedDryRun of(AuditRecord.@Nullable Divergence divergence) {
        return CompletedDryRun.of(World.completedDryRun("replay-0", World.NOON, divergence));
    }
}
