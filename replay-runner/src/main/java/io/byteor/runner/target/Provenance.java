package io.byteor.runner.target;

import io.byteor.runner.ledger.EffectPlace;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BiConsumer;

/** What a replayed record says of where it comes from, in UTF-8. The arrays are not copied and must not be changed. */
public record Provenance(byte[] replayId, byte[] rootBundle, byte[] origin, byte[] idempotencyKey) {
    private static final int NAMES = ProvenanceHeader.REPLAY_ID.length()
            + ProvenanceHeader.ROOT_BUNDLE.length()
            + ProvenanceHeader.ORIGIN.length()
            + ProvenanceHeader.IDEMPOTENCY_KEY.length();

    /** Bytes of all names and values. */
    int size() {
        return NAMES + replayId.length + rootBundle.length + origin.length + idempotencyKey.length;
    }

    /** Hands on each header, always in the same order. */
    public void forEach(BiConsumer<String, byte[]> header) {
        header.accept(ProvenanceHeader.REPLAY_ID, replayId);
        header.accept(ProvenanceHeader.ROOT_BUNDLE, rootBundle);
        header.accept(ProvenanceHeader.ORIGIN, origin);
        header.accept(ProvenanceHeader.IDEMPOTENCY_KEY, idempotencyKey);
    }

    /** The headers as text. */
    public Map<String, String> headers() {
        return Map.of(
                ProvenanceHeader.REPLAY_ID,
                text(replayId),
                ProvenanceHeader.ROOT_BUNDLE,
                text(rootBundle),
                ProvenanceHeader.ORIGIN,
                text(origin),
                ProvenanceHeader.IDEMPOTENCY_KEY,
                text(idempotencyKey));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** All that the effects at one place have in common. Thread-safe. */
    public static final class Source {
        private final byte[] replayId;
        private final byte[] rootBundle;
        private final String lane;
        private final byte[] place;

        /** Names cannot hold the separator, so no two places of a root bundle are taken for one another. */
        public Source(String replayId, String rootBundleId, EffectPlace place) {
            this.replayId = utf8(replayId);
            this.rootBundle = utf8(rootBundleId);
            this.lane = place.lane() + "/";
            this.place = Digest.sha256(
                    utf8(String.join("\0", rootBundleId, place.lane(), place.role(), place.stage(), place.target())));
        }

        /**
         * The provenance of one effect.
         *
         * @param sequence of the captured record that it comes from
         * @param occurrence how often the place had an effect of this record before
         */
        public Provenance of(long sequence, int occurrence) {
            byte[] effect = ByteBuffer.allocate(Digest.LENGTH + Long.BYTES + Integer.BYTES)
                    .put(place)
                    .putLong(sequence)
                    .putInt(occurrence)
                    .array();
            return new Provenance(
                    replayId,
                    rootBundle,
                    utf8(lane + sequence),
                    utf8(HexFormat.of().formatHex(Digest.sha256(effect))));
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
