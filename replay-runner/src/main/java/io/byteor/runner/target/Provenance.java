package io.byteor.runner.target;

import io.byteor.runner.walk.TargetEffect;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What every replayed record says of where it comes from. */
public final class Provenance {
    private Provenance() {}

    public static Map<String, String> headers(ReplayAccepted accepted, TargetEffect effect) {
        String root = accepted.getBundle().getRootBundleId();
        return Map.of(
                ProvenanceHeader.REPLAY_ID,
                accepted.getReplayId(),
                ProvenanceHeader.ROOT_BUNDLE,
                root,
                ProvenanceHeader.ORIGIN,
                effect.origin().lane() + "/" + effect.origin().sequence(),
                ProvenanceHeader.IDEMPOTENCY_KEY,
                idempotencyKey(root, effect));
    }

    /** Names cannot hold the separator, so no two effects share a key. */
    private static String idempotencyKey(String root, TargetEffect effect) {
        String parts = new StringBuilder(root)
                .append('\0')
                .append(effect.origin().lane())
                .append('\0')
                .append(effect.origin().sequence())
                .append('\0')
                .append(effect.role())
                .append('\0')
                .append(effect.stage().name())
                .append('\0')
                .append(effect.stage().target())
                .append('\0')
                .append(effect.occurrence())
                .toString();
        return Digest.of(parts.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
