package io.byteor.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.byteor.launcher.credential.ClientFile;
import io.byteor.launcher.credential.Principal;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    private static final URI LOCAL = URI.create("http://127.0.0.1:8080");
    private static final URI ELSEWHERE = URI.create("https://replay.example.com");
    private static final ClientFile FILE = new ClientFile(
            LOCAL,
            "127.0.0.1:9092",
            URI.create("http://127.0.0.1:8090"),
            "jdbc:x",
            Map.of("operator", "o-token", "admin", "a-token"));

    @Test
    void takesTheLocalSystemAndTheUsualRole() {
        assertThat(up().complete(null, null, null, Principal.OPERATOR)).isEqualTo(new Connection(LOCAL, "o-token"));
    }

    @Test
    void takesTheRoleThatIsAskedForOverTheEnvironmentsToken() {
        Surroundings surroundings = new Surroundings(Optional.of(FILE), Map.of("BYTEOR_TOKEN", "e-token"));

        assertThat(surroundings
                        .complete(null, null, "admin", Principal.OPERATOR)
                        .token())
                .isEqualTo("a-token");
        assertThat(surroundings.complete(null, null, null, Principal.OPERATOR).token())
                .isEqualTo("e-token");
        assertThat(surroundings
                        .complete(null, "given", null, Principal.OPERATOR)
                        .token())
                .isEqualTo("given");
    }

    @Test
    void takesTheEnvironmentsAddressBeforeTheLocalOne() {
        Surroundings surroundings = new Surroundings(
                Optional.of(FILE), Map.of("BYTEOR_URL", ELSEWHERE.toString(), "BYTEOR_TOKEN", "e-token"));

        assertThat(surroundings.complete(null, null, null, Principal.ADMIN))
                .isEqualTo(new Connection(ELSEWHERE, "e-token"));
        assertThat(surroundings.complete(LOCAL, null, null, Principal.ADMIN).url())
                .isEqualTo(LOCAL);
    }

    @Test
    void neverTakesALocalTokenElsewhere() {
        assertThat(refusal(() -> up().complete(ELSEWHERE, null, null, Principal.OPERATOR)))
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(refusal(() -> up().complete(ELSEWHERE, null, "operator", Principal.OPERATOR)))
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void saysHowToStartASystemWhereNoneIsKnown() {
        Surroundings nothing = new Surroundings(Optional.empty(), Map.of());

        ByteorException refused = catchThrowableOfType(
                ByteorException.class, () -> nothing.complete(null, null, null, Principal.ANALYST));

        assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refused.detail()).contains("byteor up");
    }

    @Test
    void refusesRolesAndAddressesThatAreNone() {
        assertThat(refusal(() -> up().complete(null, null, "root", Principal.ANALYST)))
                .isEqualTo(ErrorCode.REQUEST_INVALID);
        assertThat(refusal(() -> up().complete(URI.create("localhost:80"), "t", null, Principal.ANALYST)))
                .isEqualTo(ErrorCode.REQUEST_INVALID);
    }

    @Test
    void printsNoToken() {
        assertThat(new Connection(LOCAL, "o-token")).asString().doesNotContain("o-token");
    }

    private static Surroundings up() {
        return new Surroundings(Optional.of(FILE), Map.of());
    }

    private static ErrorCode refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ByteorException.class, call).code();
    }
}
