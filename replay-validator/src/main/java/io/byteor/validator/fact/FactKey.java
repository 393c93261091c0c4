package io.byteor.validator.fact;

import io.byteor.schemas.event.SeenRevision;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Names one fact that a request waits for.
 *
 * @param revision the least revision that counts; 0 for any. Bundles have none; that of a dry-run is {@link #revisionOf its end}
 */
public record FactKey(Kind kind, String key, long revision) {
    /** Kinds of facts. */
    public enum Kind {
        BUNDLE,
        AGENT,
        ENVIRONMENT,
        PIPELINE,
        /** The latest completed dry-run of a selection digest. */
        DRY_RUN
    }

    /** The fact at any revision. */
    public static FactKey of(Kind kind, String key) {
        return new FactKey(kind, key, 0);
    }

    /** The fact at the revision that the requester has seen; at any where it has seen none. */
    static FactKey seen(Kind kind, String key, List<SeenRevision> seen) {
        long least = seen.stream()
                .filter(it -> kind.name().equalsIgnoreCase(it.getKind()) && key.equals(it.getKey()))
                .mapToLong(SeenRevision::getRevision)
                .max()
                .orElse(0);
        return new FactKey(kind, key, least);
    }

    /** A time as the revision of what happened then: whole microseconds since the epoch. */
    static long revisionOf(Instant at) {
        return TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(at.getNano());
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + key + (revision == 0 ? "" : " at revision " + revision);
    }
}
