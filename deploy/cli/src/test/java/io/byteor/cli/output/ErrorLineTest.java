package io.byteor.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import org.junit.jupiter.api.Test;

class ErrorLineTest {
    @Test
    void givesCodePlaceAndValue() {
        Problem problem = Problem.of(ErrorCode.SPEC_INVALID, "a lane of the spec", "/roles/0/reads", "fed");

        assertThat(ErrorLine.of(problem))
                .isEqualTo("error: SPEC_INVALID: a lane of the spec (at /roles/0/reads), found: fed");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(ErrorLine.of(Problem.of(ErrorCode.INTERNAL, "ours", null, null)))
                .isEqualTo("error: INTERNAL: ours");
    }

    @Test
    void staysOneHarmlessLine() {
        Problem problem = Problem.of(ErrorCode.PATH_REFUSED, "a path", null, "a\nb\u001b[2Jc");

        assertThat(ErrorLine.of(problem)).isEqualTo("error: PATH_REFUSED: a path, found: a b [2Jc");
    }
}
