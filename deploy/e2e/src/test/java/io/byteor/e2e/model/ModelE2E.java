package io.byteor.e2e.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(Integer.MAX_VALUE)
class ModelE2E {
    @Test
    void walksAsTheInterpreterDoesAndSeesTheSameDivergence(@TempDir Path folder) throws Exception {
        var trial = new Proof.Trial(Proof.Scale.SMALL, 1, folder, System.out);

        Verdict verdict = new ModelProof().run(trial);

        assertThat(verdict.held()).as(verdict.figures().toString()).isTrue();
    }
}
