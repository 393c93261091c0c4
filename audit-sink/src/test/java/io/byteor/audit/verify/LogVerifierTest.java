package io.byteor.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.audit.checkpoint.SignedCheckpoint;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.verify.stored.StoredRecord;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.signature.KnownKeys;
import io.byteor.schemas.signature.SigningKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogVerifierTest {
    private static final SigningKey KEY = SigningKey.generate();

    private final MemoryLog log = new MemoryLog();

    LogVerifierTest() {
        log.append(5);
        log.sign(KEY);
        log.append(6);
        log.sign(KEY);
        log.append(2);
    }

    @Test
    void findsAnUntouchedLogIntactFromItsStartAndFromACheckpoint() {
        assertVerdict(Verdict.INTACT, null);
        assertThat(verify(SignedCheckpoint.of(log.envelopes.get(1L))).verdict()).isEqualTo(Verdict.INTACT);
        assertThat(verify(null)).satisfies(it -> {
            assertThat(it.stored()).isEqualTo(13);
            assertThat(it.signed()).isEqualTo(11);
            assertThat(it.checkpoint()).isEqualTo(2);
        });
    }

    @Test
    void findsAChangedRecord() {
        log.change(7, false);
        assertVerdict(Verdict.ALTERED, 7L);
    }

    @Test
    void findsARecordThatWasChangedWithItsLeafAndTheHead() {
        log.change(7, true);
        log.head();
        assertVerdict(Verdict.ALTERED, null);
    }

    @Test
    void findsRecordsThatChangedPlaces() {
        log.swap(2, 6);
        assertVerdict(Verdict.REORDERED, 2L);
    }

    @Test
    void findsAGap() {
        log.rows.remove(3);
        assertVerdict(Verdict.MISSING, 3L);
    }

    @Test
    void findsATailThatWasCut() {
        log.rows.removeLast();
        assertVerdict(Verdict.TRUNCATED, 12L);
    }

    @Test
    void findsATailThatWasCutTogetherWithTheHeadIfItWasSigned() {
        log.rows.subList(9, 13).clear();
        log.head();
        log.next = 81;
        assertVerdict(Verdict.TRUNCATED, 9L);
    }

    @Test
    void findsARecordBehindTheHead() {
        long size = log.size;
        log.append(1);
        log.size = size;
        assertVerdict(Verdict.ALTERED, 13L);
    }

    @Test
    void findsAHeadThatWasChanged() {
        log.root = log.newest().checkpoint().heads().getFirst().root();
        assertVerdict(Verdict.ALTERED, null);
    }

    @Test
    void findsAPartitionThatWasMovedOn() {
        log.next++;
        assertVerdict(Verdict.ALTERED, null);
    }

    @Test
    void findsColumnsThatDoNotFollow() {
        StoredRecord row = log.rows.get(4);
        log.rows.set(4, new StoredRecord(row.record(), row.leaf(), row.subject(), 99));
        assertVerdict(Verdict.ALTERED, null);
    }

    @Test
    void saysThatNothingAnchorsALogWithoutCheckpoint() {
        log.envelopes.clear();
        assertVerdict(Verdict.UNANCHORED, null);
    }

    @Test
    void saysThatTheKeyOfTheNewestCheckpointIsUnknown() {
        log.sign(SigningKey.generate());
        assertVerdict(Verdict.KEY_UNKNOWN, null);
    }

    @Test
    void signsNoLogThatDoesNotGoOnFromTheNewestCheckpoint() {
        log.rows.subList(9, 13).clear();
        log.head();
        assertRefused();

        log.append(4);
        log.root = log.newest().checkpoint().heads().getFirst().root();
        assertRefused();

        log.rows.remove(12);
        assertRefused();
    }

    private void assertRefused() {
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> log.sign(KEY))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.AUDIT_NOT_INTACT));
    }

    private void assertVerdict(Verdict verdict, Long firstDifference) {
        LogVerdict found = verify(null);
        assertThat(found.verdict()).isEqualTo(verdict);
        assertThat(found.firstDifference()).isEqualTo(firstDifference);
    }

    private LogVerdict verify(SignedCheckpoint start) {
        StoreKeys keys = StoreKeys.of(Optional.of(KEY), new KnownKeys(List.of()));
        return new LogVerifier(log, keys).verify(log.heads().getFirst(), start, log.newest());
    }
}
