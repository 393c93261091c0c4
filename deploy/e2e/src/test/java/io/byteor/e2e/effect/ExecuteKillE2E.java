package io.byteor.e2e.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.e2e.Proof;
import io.byteor.e2e.SmallTrial;
import io.byteor.e2e.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SmallTrial.class)
class ExecuteKillE2E {
    @Test
    void appliesAndRecordsEachEffectOnceOnTwoClusters(Proof.Trial trial) throws Exception {
        Verdict verdict = new ExecuteKillProof().run(trial);

        assertThat(verdict.held()).as(verdict.figures().toString()).isTrue();
    }
}
