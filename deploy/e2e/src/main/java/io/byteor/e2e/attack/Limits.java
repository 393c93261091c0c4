package io.byteor.e2e.attack;

import io.byteor.launcher.front.FrontLimits;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Limits so low that it costs little to go beyond them, and a store to see what comes in. */
final class Limits {
    static final int FILES = 40;
    static final int BYTES = 8 << 20;
    static final int DOCUMENT_BYTES = 2 << 20;
    static final int MANIFEST_BYTES = 4 << 10;
    static final int PATH_BYTES = 300;
    static final int PATH_DEPTH = 8;
    static final int SEGMENTS = 4;
    static final int EXPANSION = 50;
    static final int BODY_BYTES = 7 << 20;
    static final int BYTES_PER_DAY = 12 << 20;
    static final int HEADER_BYTES = 6 << 10;
    static final int REQUESTS_PER_MINUTE = 20;
    static final int UPLOADS = 2;
    /** More than the slow attacks, which are all under way at the same time. */
    static final int UPLOADS_OF_ALL = 12;

    /** More than all other attacks leave there, of what is honest. */
    static final int STAGED_BYTES = 64 << 20;

    static final int VERIFICATIONS = 1;
    static final String IDLE = "2s";
    static final String HEAD = "4s";
    /** Longer than ingest waits, which answers for itself of what it has been told of. */
    static final FrontLimits FRONT = new FrontLimits(Duration.ofMinutes(1), Duration.ofSeconds(4));

    /** One that nobody else writes; in the data directory, where parts work. */
    static final String STORE = "store-of-ingest-attacks";

    private static final Map<String, Object> BY_KEY = Map.ofEntries(
            Map.entry("byteor.store.directory", STORE),
            Map.entry("byteor.ingest.limits.files", FILES),
            Map.entry("byteor.ingest.limits.bytes", BYTES),
            Map.entry("byteor.ingest.limits.document-bytes", DOCUMENT_BYTES),
            Map.entry("byteor.ingest.limits.manifest-bytes", MANIFEST_BYTES),
            Map.entry("byteor.ingest.limits.path-bytes", PATH_BYTES),
            Map.entry("byteor.ingest.limits.path-depth", PATH_DEPTH),
            Map.entry("byteor.ingest.limits.segments", SEGMENTS),
            Map.entry("byteor.ingest.limits.expansion", EXPANSION),
            Map.entry("byteor.ingest.guards.body-bytes", BODY_BYTES),
            Map.entry("byteor.ingest.guards.bytes-per-day", BYTES_PER_DAY),
            Map.entry("byteor.ingest.guards.header-bytes", HEADER_BYTES),
            Map.entry("byteor.ingest.guards.requests-per-minute", REQUESTS_PER_MINUTE),
            Map.entry("byteor.ingest.guards.uploads", UPLOADS),
            Map.entry("byteor.ingest.guards.uploads-of-all", UPLOADS_OF_ALL),
            Map.entry("byteor.ingest.guards.staged-bytes", STAGED_BYTES),
            Map.entry("byteor.ingest.guards.verifications", VERIFICATIONS),
            Map.entry("byteor.ingest.guards.idle", IDLE),
            Map.entry("byteor.ingest.guards.head", HEAD));

    private Limits() {}

    /** As environment variables of ingest. */
    static Map<String, String> environment() {
        return BY_KEY.entrySet().stream()
                .collect(Collectors.toMap(
                        limit -> limit.getKey().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"),
                        limit -> limit.getValue().toString()));
    }
}
