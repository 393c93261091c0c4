package io.byteor.schemas.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.schemas.audit.MerkleGrowth;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.KnownKeys;
import io.byteor.schemas.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private static final Instant AT = Instant.parse("2026-11-27T04:00:00Z");
    private static final SigningKey KEY = SigningKey.generate();

    private final LogHead earlier = LogHead.of("t", 0, new MerkleGrowth(0, List.of(), leaves(0, 5)));
    private final LogHead later =
            LogHead.of("t", 0, new MerkleGrowth(5, LogHead.raw(earlier.frontier()), leaves(5, 12)));

    @Test
    void isReadBackFromItsEnvelope() {
        Checkpoint first = new Checkpoint("audit", 1, null, AT, List.of(earlier));
        Checkpoint second = new Checkpoint("audit", 2, Checkpoint.digest(first.sign(KEY)), AT, List.of(later));

        assertThat(Checkpoint.of(Envelope.parse(second.sign(KEY).encoded(), "it"), "it"))
                .isEqualTo(second);
        assertThat(Checkpoint.of(first.sign(KEY), "it")).isEqualTo(first);
        assertThat(second.head("t", 0)).isEqualTo(later);
        assertThat(second.head("t", 1).size()).isZero();
    }

    @Test
    void provesThatALogOnlyGrew() {
        LogHead other = LogHead.of("t", 0, new MerkleGrowth(0, List.of(), leaves(1, 6)));

        assertThat(later.extendsFrom(earlier)).isTrue();
        assertThat(earlier.extendsFrom(LogHead.empty("t", 0))).isTrue();
        assertThat(later.unmoved().extendsFrom(later)).isTrue();
        assertThat(later.extendsFrom(other)).isFalse();
        assertThat(earlier.extendsFrom(later)).isFalse();
    }

    @Test
    void isSignedByAKnownKeyOrByNone() {
        Envelope envelope = new Checkpoint("audit", 1, null, AT, List.of(earlier)).sign(KEY);
        KnownKeys others = new KnownKeys(List.of(SigningKey.generate().verifyingKey()));

        assertThat(others.signer(envelope)).isEmpty();
        assertThat(others.claimed(envelope)).isFalse();
        assertThat(others.and(KEY.verifyingKey()).signer(envelope)).contains(KEY.keyId());
        assertThat(others.and(KEY.verifyingKey()).claimed(envelope)).isTrue();
    }

    @Test
    void isNotReadFromWhatContradictsItself() {
        Envelope envelope = new Checkpoint("audit", 1, null, AT, List.of(earlier)).sign(KEY);
        String payload = new String(envelope.payload(), StandardCharsets.UTF_8);

        refused(Checkpoint.MEDIA_TYPE, payload.replace("\"size\":5", "\"size\":7"));
        refused(Checkpoint.MEDIA_TYPE, payload.replace("\"size\":5,", ""));
        refused(
                Checkpoint.MEDIA_TYPE,
                payload.replace(earlier.root().toString(), later.root().toString()));
        refused("application/json", payload);
    }

    private static void refused(String type, String payload) {
        Envelope forged = Envelope.sign(type, payload.getBytes(StandardCharsets.UTF_8), KEY);
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> Checkpoint.of(forged, "it"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SIGNATURE_INVALID));
    }

    private static List<byte[]> leaves(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> MerkleTree.leafHash(new byte[] {(byte) i}))
                .toList();
    }
}
