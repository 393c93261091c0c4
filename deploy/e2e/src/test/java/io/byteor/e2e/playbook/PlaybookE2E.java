package io.byteor.e2e.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.e2e.Proof;
import io.byteor.e2e.SmallTrial;
import io.byteor.e2e.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SmallTrial.class)
class PlaybookE2E {

    @Test
    void theEightStepsShowWhatTheirPageSays(Proof.Trial trial) throws Exception {
        Verdict verdict = new PlaybookProof().run(trial);

        assertThat(verdict.held()).as("%s", verdict.figures()).isTrue();
    }
}
