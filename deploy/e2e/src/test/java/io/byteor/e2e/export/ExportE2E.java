package io.byteor.e2e.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.e2e.Proof;
import io.byteor.e2e.SmallTrial;
import io.byteor.e2e.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SmallTrial.class)
class ExportE2E {

    @Test
    void whatIsExportedIsWhatTheStoreHolds(Proof.Trial trial) throws Exception {
        Verdict verdict = new ExportProof().run(trial);

        assertThat(verdict.held()).as("%s", verdict.figures()).isTrue();
    }
}
