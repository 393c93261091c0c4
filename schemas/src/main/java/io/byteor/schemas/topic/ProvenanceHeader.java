package io.byteor.schemas.topic;

/** The headers of a replayed record that say where it comes from. Capture leaves records with {@link #REPLAY_ID} out. */
public final class ProvenanceHeader {
    public static final String REPLAY_ID = "byteor-replay-id";
    public static final String ROOT_BUNDLE = "byteor-root-bundle";
    /** Input lane, slash, sequence. */
    public static final String ORIGIN = "byteor-origin";
    /** 64 hex digits, equal for equal effects of whatever replay of a root bundle. */
    public static final String IDEMPOTENCY_KEY = "byteor-idempotency-key";

    private ProvenanceHeader() {}
}
