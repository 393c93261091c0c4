package io.byteor.audit.intake.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.audit.intake.AuditStore.Taken;
import org.junit.jupiter.api.Test;

class PathChoiceTest {
    private static final Taken CLEAN = new Taken(10, 0, 0);
    private static final Taken REPEATED = new Taken(9, 1, 0);
    private static final Taken FACTS_ALONE = new Taken(0, 0, 0);

    private final PathChoice path = new PathChoice();

    @Test
    void goesStraightUntilADuplicateShows() {
        assertThat(path.isStraight()).isTrue();

        path.duplicateShowed();

        assertThat(path.isStraight()).isFalse();
    }

    @Test
    void goesStraightAgainAfterCleanBatchesInARow() {
        path.duplicateShowed();
        staged(CLEAN, PathChoice.CLEAN_BATCHES - 1);
        path.staged(REPEATED);
        staged(CLEAN, PathChoice.CLEAN_BATCHES - 1);
        assertThat(path.isStraight()).isFalse();

        path.staged(CLEAN);

        assertThat(path.isStraight()).isTrue();
    }

    @Test
    void learnsNothingFromBatchesWithoutActions() {
        path.duplicateShowed();

        staged(FACTS_ALONE, 2 * PathChoice.CLEAN_BATCHES);

        assertThat(path.isStraight()).isFalse();
    }

    private void staged(Taken taken, int times) {
        for (int i = 0; i < times; i++) {
            path.staged(taken);
        }
    }
}
