package io.byteor.audit.export;

import java.time.Instant;

/**
 * One column of an export.
 *
 * @param name as the query interface names it
 */
public record Column(String name, Type type) {
    /** What its values are; each may be null. */
    public enum Type {
        /** A {@link String}. */
        TEXT,
        /** A {@link Long}. */
        WHOLE,
        /** An {@link Instant} of whole microseconds. */
        TIME,
        /** A {@link String} that is JSON. */
        JSON
    }
}
