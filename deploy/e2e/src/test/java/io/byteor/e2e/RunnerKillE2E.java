package io.byteor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerKillE2E {
    @Test
    void appliesEveryEffectOnceHoweverOftenTheRunnerIsKilled(@TempDir Path folder) throws Exception {
        var trial = new Proof.Trial(Proof.Scale.SMALL, 1, folder, System.out);

        Verdict verdict = new RunnerKillProof().run(trial);

        assertThat(verdict.held()).as(verdict.figures().toString()).isTrue();
    }
}
