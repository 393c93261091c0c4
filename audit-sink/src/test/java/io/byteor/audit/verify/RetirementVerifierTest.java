package io.byteor.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.retention.DayTree;
import io.byteor.audit.verify.stored.AuditedReplay;
import io.byteor.audit.verify.stored.StoredNote;
import io.byteor.schemas.audit.log.Retirement;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.signature.KnownKeys;
import io.byteor.schemas.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetirementVerifierTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");
    private static final Instant AT = Instant.parse("2026-12-24T00:00:00.123456789Z");
    private static final Instant COLUMN = Instant.parse("2026-12-24T00:00:00.123456Z");
    private static final SigningKey KEY = SigningKey.generate();
    private static final SigningKey OTHER = SigningKey.generate();
    private static final AuditedReplay FIRST = replay("a", 3);
    private static final AuditedReplay SECOND = replay("b", 4);

    private final MemoryActions actions = new MemoryActions();
    private final StoredNote note = row(2, 7, signed(KEY, FIRST, SECOND));

    @Test
    void believesANoteThatWasSignedOverTheReplaysOfTheDay() {
        assertThat(judge(note, FIRST, SECOND)).isEqualTo(Verdict.RETIRED);
    }

    @Test
    void findsAReplayThatCameToTheDayLaterOrLeftIt() {
        assertThat(judge(note, FIRST, SECOND, replay("c", 5))).isEqualTo(Verdict.ALTERED);
        assertThat(judge(note, FIRST)).isEqualTo(Verdict.ALTERED);
        assertThat(judge(note, FIRST, replay("c", 4))).isEqualTo(Verdict.ALTERED);
    }

    @Test
    void findsAnAuditThatSaysSomethingElse() {
        AuditedReplay forged =
                new AuditedReplay("b", 4, Digest.of(new byte[] {9}).raw());

        assertThat(judge(note, FIRST, replay("b", 5))).isEqualTo(Verdict.ALTERED);
        assertThat(judge(note, FIRST, forged)).isEqualTo(Verdict.ALTERED);
    }

    @Test
    void findsColumnsThatSayOtherThanTheNote() {
        String envelope = signed(KEY, FIRST, SECOND);

        assertThat(judge(row(3, 7, envelope), FIRST, SECOND)).isEqualTo(Verdict.ALTERED);
        assertThat(judge(row(2, 8, envelope), FIRST, SECOND)).isEqualTo(Verdict.ALTERED);
        assertThat(judge(new StoredNote(2, 7, COLUMN.plusMillis(1), envelope), FIRST, SECOND))
                .isEqualTo(Verdict.ALTERED);
    }

    @Test
    void tellsAnUnknownKeyFromAForgedSignature() {
        String envelope = signed(OTHER, FIRST, SECOND);

        assertThat(judge(row(2, 7, envelope), FIRST, SECOND)).isEqualTo(Verdict.KEY_UNKNOWN);
        assertThat(judge(row(2, 7, envelope.replace(OTHER.keyId(), KEY.keyId())), FIRST, SECOND))
                .isEqualTo(Verdict.ALTERED);
    }

    @Test
    void findsANoteOfAnotherDayAndWhatIsNone() {
        actions.audited.addAll(List.of(FIRST, SECOND));

        assertThat(verifier().verify(DAY.plusDays(1), note)).isEqualTo(Verdict.ALTERED);
        assertThat(judge(row(2, 7, "{}"), FIRST, SECOND)).isEqualTo(Verdict.ALTERED);
    }

    @Test
    void looksAtADayOnceForAllItsReplays() {
        actions.audited.addAll(List.of(FIRST, SECOND));
        RetirementVerifier verifier = verifier();

        verifier.verify(DAY, note);
        verifier.verify(DAY, note);

        assertThat(actions.looksAtTheDay).isEqualTo(1);
    }

    private Verdict judge(StoredNote stored, AuditedReplay... ofTheDay) {
        actions.audited.clear();
        actions.audited.addAll(List.of(ofTheDay));
        return verifier().verify(DAY, stored);
    }

    private RetirementVerifier verifier() {
        return new RetirementVerifier(actions, StoreKeys.of(Optional.of(KEY), new KnownKeys(List.of())));
    }

    private static StoredNote row(long replays, long listed, String envelope) {
        return new StoredNote(replays, listed, COLUMN, envelope);
    }

    private static AuditedReplay replay(String id, long listed) {
        return new AuditedReplay(
                id, listed, Digest.of(id.getBytes(StandardCharsets.UTF_8)).raw());
    }

    private static String signed(SigningKey key, AuditedReplay... replays) {
        DayTree tree = new DayTree();
        for (AuditedReplay replay : replays) {
            tree.add(replay.replayId(), replay.listed(), replay.root());
        }
        Retirement retirement = tree.retirement("audit", DAY, AT);
        return new String(retirement.sign(key).encoded(), StandardCharsets.UTF_8);
    }
}
