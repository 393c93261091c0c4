package io.byteor.e2e.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(Integer.MAX_VALUE)
class RulesE2E {
    @Test
    void failsEveryRuleOnItsCauseAndOnAMissingFactAndNeverAcceptsForSomethingWrong(@TempDir Path folder) {
        var trial = new Proof.Trial(Proof.Scale.SMALL, 1, folder, System.out);

        Verdict verdict = new RulesProof().run(trial);

        assertThat(verdict.held()).as(verdict.figures().toString()).isTrue();
    }
}
