package io.byteor.runner.replay;

import io.byteor.runner.walk.TargetEffect;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayAccepted;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What every replayed record says of where it comes from. Capture leaves records with these headers out. */
public final class Provenance {
    public static final String REPLAY_ID = "byteor-replay-id";
    public static final String ROOT_BUNDLE = "byteor-root-bundle";
    /** Input lane, slash, sequence. */
    public static final String ORIGIN = "byteor-origin";
    /** 64 hex digits, equal for equal effects of whatever replay of a root bundle. */
    public static final String IDEMPOTENCY_KEY = "byteor-idempotency-key";

    private Provenance() {}

    static Map<String, String> headers(ReplayAccepted accepted, TargetEffect effect) {
        String root = accepted.getBundle().getRootBundleId();
        return Map.of(
                REPLAY_ID,
                accepted.getReplayId(),
                ROOT_BUNDLE,
                root,
                ORIGIN,
                effect.origin().lane() + "/" + effect.origin().sequence(),
                IDEMPOTENCY_KEY,
                idempotencyKey(root, effect));
    }

    /** Names cannot hold the separator, so no two effects share a key. */
    private static String idempotencyKey(String root, TargetEffect effect) {
        String parts = String.join(
                "\0",
                root,
                effect.origin().lane(),
                Long.toString(effect.origin().sequence()),
                effect.role(),
                effect.stage().name(),
                effect.stage().target(),
                Integer.toString(effect.occurrence()));
        return Digest.of(parts.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
