package io.byteor.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
    private static final List<String> DEMO = List.of("demo");

    @Test
    void anAgentReadsItsOwnAloneWhateverOtherGroupsItsTokenHas() {
        var agent = new Caller("agent-1", Set.of("agent", "offline_access"), DEMO);

        assertThatCode(() -> agent.requireReading("agent-1", "demo")).doesNotThrowAnyException();
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> agent.requireReading("agent-2", "demo"))
                .satisfies(e -> requireForbidden(e, "agent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "approver", "analyst", "admin"})
    void peopleReadWhatAnyAgentCapturedInTheirEnvironments(String role) {
        var person = new Caller("ann", Set.of(role, "agent"), DEMO);

        assertThatCode(() -> person.requireReading("agent-1", "demo")).doesNotThrowAnyException();
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> person.requireReading("agent-1", "prod"))
                .satisfies(e -> requireForbidden(e, "environment"));
    }

    private static void requireForbidden(ByteorException refusal, String place) {
        assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refusal.place()).isEqualTo(place);
    }
}
