package io.byteor.e2e.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.e2e.Proof;
import io.byteor.e2e.SmallTrial;
import io.byteor.e2e.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SmallTrial.class)
class RemedyE2E {
    @Test
    void tellsExactlyWhatAFixedCandidateChanges(Proof.Trial trial) throws Exception {
        Verdict verdict = new RemedyProof().run(trial);

        assertThat(verdict.held()).as(verdict.figures().toString()).isTrue();
    }
}
