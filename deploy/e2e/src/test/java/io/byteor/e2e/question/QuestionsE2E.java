package io.byteor.e2e.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.e2e.Proof;
import io.byteor.e2e.SmallTrial;
import io.byteor.e2e.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SmallTrial.class)
class QuestionsE2E {
    @Test
    void answersTheQuestionsOfThePageRightWithoutReadingEveryDay(Proof.Trial trial) throws Exception {
        Verdict verdict = new QuestionsProof().run(trial);

        assertThat(verdict.held()).as(verdict.figures().toString()).isTrue();
    }
}
