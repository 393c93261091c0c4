package io.byteor.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.byteor.audit.checkpoint.SignedCheckpoint;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.KnownKeys;
import io.byteor.schemas.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsVerifierTest {
    private static final SigningKey OLD = SigningKey.generate();
    private static final SigningKey NEW = SigningKey.generate();
    private static final SigningKey OTHER = SigningKey.generate();

    private final MemoryLog log = new MemoryLog();
    private Instant due = Instant.EPOCH;

    CheckpointsVerifierTest() {
        for (int i = 1; i <= 6; i++) {
            log.append(i);
            log.sign(i < 4 ? OLD : NEW);
        }
    }

    @Test
    void findsUntouchedOnesIntactOverAChangeOfKeys() {
        assertVerdict(Verdict.INTACT, null);
        assertThat(verify(4, 6, OLD).verdict()).isEqualTo(Verdict.INTACT);
    }

    @Test
    void saysThatAKeyIsUnknownOnceItIsNoLongerListed() {
        assertThat(verify(1, 6)).isEqualTo(new CheckpointsVerdict(Verdict.KEY_UNKNOWN, 6, 1L));
    }

    @Test
    void findsOneThatIsMissing() {
        log.envelopes.remove(3L);
        assertVerdict(Verdict.MISSING, 3L);
    }

    @Test
    void findsTheLastOnesCutOffBecauseTheyStandOnTheirTopic() {
        log.envelopes.remove(6L);
        assertVerdict(Verdict.TRUNCATED, 6L);
    }

    @Test
    void findsThoseThatShouldStandOnTheirTopicByNowAndDoNot() {
        Instant fourth = SignedCheckpoint.of(log.envelopes.get(4L)).checkpoint().at();

        due = fourth;
        assertThat(verify(1, 3, OLD)).isEqualTo(new CheckpointsVerdict(Verdict.INTACT, 6, null));
        due = fourth.plusMillis(1);
        assertThat(verify(1, 3, OLD)).isEqualTo(new CheckpointsVerdict(Verdict.UNANCHORED, 6, 4L));
        assertThat(verify(6, 3, OLD)).isEqualTo(new CheckpointsVerdict(Verdict.UNANCHORED, 6, 4L));
        assertThat(verify(1, 6, OLD)).isEqualTo(new CheckpointsVerdict(Verdict.INTACT, 6, null));
    }

    @Test
    void findsTwoThatChangedPlaces() {
        Envelope third = log.envelopes.get(3L);
        log.envelopes.put(3L, log.envelopes.put(4L, third));
        assertVerdict(Verdict.REORDERED, 3L);
    }

    @Test
    void findsOneThatIsThereOnceMore() {
        log.envelopes.put(7L, log.envelopes.get(3L));
        assertVerdict(Verdict.ALTERED, 7L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000_000_000L, Long.MAX_VALUE})
    void asksForNoneOfThoseThatAreMissingBeforeOneThatWasMadeUp(long sequence) {
        log.envelopes.put(sequence, log.envelopes.get(3L));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertVerdict(Verdict.ALTERED, 7L));
    }

    @Test
    void findsOneAddedWhereNoneCanHaveItsPlace() {
        log.envelopes.put(Long.MAX_VALUE, log.envelopes.remove(6L));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertVerdict(Verdict.ALTERED, 6L));
    }

    @Test
    void findsOneThatWasChanged() {
        Checkpoint third = SignedCheckpoint.of(log.envelopes.get(3L)).checkpoint();
        String forged =
                new String(third.sign(OTHER).encoded(), StandardCharsets.UTF_8).replace(OTHER.keyId(), OLD.keyId());
        log.envelopes.put(3L, Envelope.parse(forged.getBytes(StandardCharsets.UTF_8), "it"));
        assertThat(verify(1, 6, OLD).verdict()).isEqualTo(Verdict.ALTERED);
    }

    @Test
    void findsOneThatSomebodyElseSigned() {
        Checkpoint third = SignedCheckpoint.of(log.envelopes.get(3L)).checkpoint();
        log.envelopes.put(3L, third.sign(OTHER));
        assertVerdict(Verdict.KEY_UNKNOWN, 3L);
    }

    @Test
    void findsALogThatDoesNotGoOnThoughAKnownKeySignedIt() {
        Checkpoint third = SignedCheckpoint.of(log.envelopes.get(3L)).checkpoint();
        Checkpoint fourth = SignedCheckpoint.of(log.envelopes.get(4L)).checkpoint();
        log.envelopes.put(
                4L,
                new Checkpoint(
                                fourth.store(),
                                4,
                                fourth.previous(),
                                fourth.at(),
                                List.of(third.heads().getFirst()))
                        .sign(NEW));
        assertVerdict(Verdict.ALTERED, 4L);
    }

    @Test
    void saysThatThereIsNone() {
        log.envelopes.clear();
        assertThat(verify(1, 0).verdict()).isEqualTo(Verdict.UNANCHORED);
    }

    private void assertVerdict(Verdict verdict, Long firstDifference) {
        CheckpointsVerdict found = verify(1, 6, OLD);
        assertThat(found.verdict()).isEqualTo(verdict);
        assertThat(found.firstDifference()).isEqualTo(firstDifference);
    }

    private CheckpointsVerdict verify(long from, long published, SigningKey... others) {
        KnownKeys known = new KnownKeys(
                List.of(others).stream().map(SigningKey::verifyingKey).toList());
        return new CheckpointsVerifier(log, StoreKeys.of(Optional.of(NEW), known)).verify(from, published, due);
    }
}
