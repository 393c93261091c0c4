package io.byteor.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.schemas.signature.KnownKeys;
import io.byteor.schemas.signature.SigningKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnchoringTest {
    private static final SigningKey KEY = SigningKey.generate();

    private final MemoryLog log = new MemoryLog();

    AnchoringTest() {
        for (int i = 0; i < 4; i++) {
            log.append(3);
            log.sign(i == 3 ? SigningKey.generate() : KEY);
        }
        log.append(1);
    }

    @Test
    void findsTheFirstCheckpointThatCoversARecord() {
        for (int place = 0; place < 9; place++) {
            assertThat(check(place)).isEqualTo(new Anchoring.Anchored(Verdict.INTACT, place / 3 + 1L));
        }
        assertThat(check(9)).isEqualTo(new Anchoring.Anchored(Verdict.KEY_UNKNOWN, 4L));
        assertThat(check(12)).isEqualTo(new Anchoring.Anchored(Verdict.INTACT, null));
    }

    @Test
    void findsAChangedRecord() {
        log.change(4, false);

        assertThat(check(4).verdict()).isEqualTo(Verdict.ALTERED);
        assertThat(check(5).verdict()).isEqualTo(Verdict.INTACT);
    }

    @Test
    void vouchesForNothingThatWasSignedTogetherWithWhatWasForged() {
        log.change(4, true);
        log.head();

        assertThat(check(4).verdict()).isEqualTo(Verdict.UNANCHORED);
        assertThat(check(5).verdict()).isEqualTo(Verdict.UNANCHORED);
        assertThat(check(6).verdict()).isEqualTo(Verdict.INTACT);
    }

    @Test
    void isNotLedAstrayByACheckpointThatWasMadeUp() {
        log.change(4, true);
        log.envelopes.put(Long.MAX_VALUE, log.envelopes.get(1L));

        assertThat(check(4)).isEqualTo(new Anchoring.Anchored(Verdict.UNANCHORED, 2L));
        assertThat(check(7)).isEqualTo(new Anchoring.Anchored(Verdict.INTACT, 3L));
        assertThat(check(12)).isEqualTo(new Anchoring.Anchored(Verdict.INTACT, null));
    }

    @Test
    void vouchesForNothingWhoseCheckpointIsGone() {
        log.envelopes.remove(2L);

        assertThat(check(4).verdict()).isEqualTo(Verdict.UNANCHORED);
        assertThat(check(1).verdict()).isEqualTo(Verdict.INTACT);
    }

    private Anchoring.Anchored check(int place) {
        StoreKeys keys = StoreKeys.of(Optional.of(KEY), new KnownKeys(List.of()));
        return new Anchoring(log, log, keys).check(log.rows.get(place));
    }
}
