package io.byteor.audit.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.byteor.audit.Samples;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.event.ApprovalSummary;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.event.ReplayRequested;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no index takes is found before the database sees it. */
class IndexedTest {
    private static final String LONG = "0123456789abcdef".repeat(200);
    private static final Person STRANGER = new Person("https://byteor.local", LONG, false);

    static Stream<Arguments> tooLong() {
        return Stream.of(
                Arguments.of("decision", action("stage", "s".repeat(1_300), "target", "t".repeat(1_300))),
                Arguments.of("decision", action("lane", "\u20ac".repeat(800), "toLane", "strong")),
                Arguments.of("replayId", access("replayId", LONG)),
                Arguments.of("bundleId", access("bundleId", LONG)),
                Arguments.of("reader", access("reader", STRANGER)),
                Arguments.of("ticket", request("ticket", LONG)),
                Arguments.of("environment", request("environment", LONG)),
                Arguments.of("requester", request("requester", STRANGER)),
                Arguments.of("reason", request("reason", LONG.repeat(21))),
                Arguments.of("ticket", rejected("request", request("ticket", LONG))),
                Arguments.of("incidentId", rejected("bundle", captured("incidentId", LONG))),
                Arguments.of(
                        "approvers", rejected("approval", new ApprovalSummary("approved", null, List.of(STRANGER)))),
                Arguments.of("subject", Samples.escalation("id", LONG, 1, "raised")),
                Arguments.of("agentId", captured("agentId", LONG)));
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void findsTextsThatNoIndexTakes(String field, SpecificRecord event) {
        ByteorException refusal = catchThrowableOfType(ByteorException.class, () -> Admission.admit("id", event));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RECORD_UNSTORABLE);
        assertThat(refusal.detail()).contains(field + " has ").doesNotContain(LONG);
    }

    @Test
    void letsTextsThrough() {
        SpecificRecord reasoned = request("reason", LONG);

        assertThatNoException().isThrownBy(() -> Admission.admit("id", reasoned));
        assertThatNoException()
                .isThrownBy(() -> Admission.admit("id", action("reason", LONG, "target", "\u20ac".repeat(256))));
    }

    private static ReplayAction action(String field, String value, String other, String otherValue) {
        ReplayAction action = Samples.action("id", 1);
        action.put(field, value);
        action.put(other, otherValue);
        return action;
    }

    private static AccessRecorded access(String field, Object value) {
        AccessRecorded access = Samples.accessed("id", Samples.bundleId("bundle"), "ana");
        access.put(field, value);
        return access;
    }

    private static ReplayRequested request(String field, Object value) {
        ReplayRequested request = Samples.request("id");
        request.put(field, value);
        return request;
    }

    private static ReplayRejected rejected(String field, Object value) {
        ReplayRejected rejected = Samples.rejected("id");
        rejected.put(field, value);
        return rejected;
    }

    private static BundleCaptured captured(String field, Object value) {
        BundleCaptured captured = Samples.captured("bundle");
        captured.put(field, value);
        return captured;
    }
}
