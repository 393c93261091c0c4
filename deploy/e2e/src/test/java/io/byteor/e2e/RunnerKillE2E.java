package io.byteor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SmallTrial.class)
class RunnerKillE2E {
    @Test
    void appliesEveryEffectOnceHoweverOftenTheRunnerIsKilled(Proof.Trial trial) throws Exception {
        Verdict verdict = new RunnerKillProof().run(trial);

        assertThat(verdict.held()).as(verdict.figures().toString()).isTrue();
    }
}
