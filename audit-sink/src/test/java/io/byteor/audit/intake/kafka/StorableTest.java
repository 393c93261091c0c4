package io.byteor.audit.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.byteor.audit.Samples;
import io.byteor.audit.intake.Entry;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.InMemoryEventCodec;
import io.byteor.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL cannot hold is found record by record, and the rest of the batch is kept. */
class StorableTest {
    private final EventCodec codec = new InMemoryEventCodec();

    static Stream<Arguments> unstorable() {
        return Stream.of(
                Arguments.of("reason", "a\0b", "reason holds U+0000"),
                Arguments.of("stage", "\0", "stage holds U+0000"),
                Arguments.of("at", Instant.parse("0000-12-31T23:59:59.999999Z"), "at lies beyond the years 1 to 9999"),
                Arguments.of("at", Instant.parse("+10000-01-01T00:00:00Z"), "at lies beyond the years 1 to 9999"),
                Arguments.of("at", Instant.parse("+292278-01-01T00:00:00Z"), "at lies beyond the years 1 to 9999"),
                Arguments.of("seq", -1L, "seq is negative"),
                Arguments.of("ordinal", -1, "ordinal is negative"),
                Arguments.of("payloadBytes", Long.MIN_VALUE, "payloadBytes is negative"),
                Arguments.of("payloadSha256", ByteBuffer.wrap(new byte[31]), "payloadSha256 is no SHA-256"));
    }

    @ParameterizedTest
    @MethodSource("unstorable")
    void setsARecordAsideAndKeepsItsNeighbours(String field, Object value, String why) {
        ReplayAction bad = Samples.action("replay", 1);
        bad.put(field, value);

        Sorting sorting = sorted(Samples.action("replay", 0), bad, Samples.action("replay", 2));

        assertThat(sorting.unfit()).singleElement().satisfies(letter -> {
            assertThat(letter.origin().offset()).isEqualTo(1);
            assertThat(letter.code()).isEqualTo(ErrorCode.RECORD_UNSTORABLE);
            assertThat(letter.detail()).isEqualTo(why);
        });
        assertThat(sorting.slice().entries())
                .map(entry -> ((Entry.Action) entry).seq())
                .containsExactly(0L, 2L);
        assertThat(sorting.slice().next()).isEqualTo(3);
    }

    /** Avro writes UTF-8, which has no halves; whatever reads them otherwise is held to it too. */
    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83db", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
    void refusesHalvesOfSurrogatePairs(String text) {
        ReplayAction bad = Samples.action("replay", 1);
        bad.put("reason", text);

        refused(bad, "reason holds half a surrogate pair");
    }

    @Test
    void looksIntoWhatAnEventHolds() {
        AccessRecorded ended =
                Samples.accessed("replay", Samples.bundleId("bundle"), "ana", Samples.ending("completed", 7));
        ended.getEnd().put("at", Instant.MAX);
        refused(ended, "end at lies beyond the years 1 to 9999");

        AccessRecorded masked = Samples.accessed("replay", Samples.bundleId("bundle"), "ana");
        masked.put("masked", List.of("$.a", "$.\0"));
        refused(masked, "masked holds U+0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"})
    void letsThroughWhatIsJustWithin(String at) {
        ReplayAction action = Samples.action("replay", 1);
        action.put("seq", Long.MAX_VALUE);
        action.put("at", Instant.parse(at));
        action.put("reason", "\ud83d\ude00\ufffd\u0001");

        assertThatNoException().isThrownBy(() -> Admission.admit("replay", action));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"now\"",
                "\"today\"",
                "\"infinity\"",
                "\"2026-11-23T10:00:00\"",
                "\"+10000-01-01T00:00:00Z\"",
                "\"0000-12-31T00:00:00Z\"",
                "\"\"",
                "5",
                "{}"
            })
    void refusesAnAuditThatStartedAtNoTime(String startedAt) {
        refused(started(startedAt), "the audit's startedAt is no time of the years 1 to 9999");
    }

    @Test
    void takesWhenAReplayStartedFromItsAudit() {
        Entry.Audited ran = (Entry.Audited) Admission.admit("replay", started("\"2026-11-23T11:00:00+01:00\""));
        Entry.Audited rejected = (Entry.Audited) Admission.admit("replay", started("null"));

        assertThat(ran.startedAt()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(rejected.startedAt()).isNull();
    }

    private static ReplayAudited started(String at) {
        ReplayAudited audited = Samples.audited("replay", Samples.actions("replay", 2));
        String audit = audited.getAudit();
        audited.put("audit", audit.replace("\"startedAt\":\"" + Samples.AT + "\"", "\"startedAt\":" + at));
        assertThat(audited.getAudit()).isNotEqualTo(audit);
        return audited;
    }

    private static void refused(SpecificRecord event, String why) {
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> Admission.admit("replay", event))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.RECORD_UNSTORABLE);
                    assertThat(refusal.detail()).isEqualTo(why);
                });
    }

    private Sorting sorted(ReplayAction... actions) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ReplayAction action : actions) {
            records.add(new ConsumerRecord<>(
                    Topic.REPLAY_ACTION.topicName(),
                    0,
                    records.size(),
                    "replay".getBytes(StandardCharsets.UTF_8),
                    codec.encode(Topic.REPLAY_ACTION, action)));
        }
        return Sorting.of(codec, Topic.REPLAY_ACTION, 0, 0, records);
    }
}
