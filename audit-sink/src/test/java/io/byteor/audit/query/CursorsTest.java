package io.byteor.audit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final String QUESTION = "replays of demo";

    private final Cursors cursors = at(NOW);

    @Test
    void givesBackThePlaceToTheQuestionItWasSealedFor() {
        String cursor = cursors.seal(QUESTION, 41, Long.MIN_VALUE);

        assertThat(at(NOW.plus(Cursors.LIFETIME)).open(QUESTION, "after", cursor))
                .containsExactly(41, Long.MIN_VALUE);
    }

    @Test
    void givesBackTheNameOfAPlaceToTheQuestionItWasSealedFor() {
        String cursor = cursors.sealName(QUESTION, "bundle:sha256:ä");

        assertThat(cursors.openName(QUESTION, "after", cursor)).isEqualTo("bundle:sha256:ä");
    }

    @Test
    void tellsNothingOfThePlaceToWhoeverCarriesIt() {
        byte[] numbers = Base64.getUrlDecoder().decode(cursors.seal(QUESTION, 0x6162636465666768L));
        byte[] name = Base64.getUrlDecoder().decode(cursors.sealName(QUESTION, "bundle:b-41"));

        assertThat(text(numbers)).doesNotContain("abcdefgh");
        assertThat(text(name)).doesNotContain("b-41");
        assertThat(cursors.seal(QUESTION, 41)).isNotEqualTo(cursors.seal(QUESTION, 41));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void refusesACursorOfAnotherQuestion() {
        refused(cursors, "replays of prod", cursors.seal(QUESTION, 41));
    }

    @Test
    void refusesACursorOfAnotherStore() {
        refused(cursors, QUESTION, new Cursors(new byte[] {1}, InstantSource.fixed(NOW)).seal(QUESTION, 41));
    }

    @Test
    void refusesACursorThatTookThePartOfItsQuestionForAPlace() {
        byte[] sealed = Base64.getUrlDecoder().decode(cursors.sealName("12345678" + QUESTION, "replay:r1"));
        int body = sealed.length - 16;
        byte[] forged = ByteBuffer.allocate(sealed.length + 8)
                .put(sealed, 0, body)
                .put("12345678".getBytes(StandardCharsets.UTF_8))
                .put(sealed, body, 16)
                .array();

        refused(cursors, QUESTION, Base64.getUrlEncoder().encodeToString(forged));
    }

    @Test
    void refusesAnOldCursor() {
        Cursors tomorrow = at(NOW.plus(Cursors.LIFETIME).plus(Duration.ofSeconds(1)));

        refused(tomorrow, QUESTION, cursors.seal(QUESTION, 41));
    }

    @Test
    void refusesACursorWithAnyBitChanged() {
        byte[] sealed = Base64.getUrlDecoder().decode(cursors.seal(QUESTION, 41));
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            byte[] forged = sealed.clone();
            forged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            refused(cursors, QUESTION, Base64.getUrlEncoder().encodeToString(forged));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "41", "x';DROP TABLE replay;--", "AAAA", "ÄÖ"})
    void refusesWhatIsNoCursorAtAll(String cursor) {
        refused(cursors, QUESTION, cursor);
    }

    private static Cursors at(Instant now) {
        return new Cursors("key".getBytes(StandardCharsets.UTF_8), InstantSource.fixed(now));
    }

    private static void refused(Cursors cursors, String question, String cursor) {
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> cursors.open(question, "after", cursor))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CURSOR_INVALID))
                .satisfies(refusal -> assertThat(refusal.place()).isEqualTo("after"));
    }
}
