package io.byteor.audit.stats;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many there are of one kind.
 *
 * @param at begin of the span of time; null where totals are not told apart by time
 * @param by the value of each dimension that was asked for; null where it is not known, or there is none
 */
public record Total(@Nullable Instant at, Map<String, @Nullable String> by, long count) {
    public Total {
        by = Collections.unmodifiableMap(new LinkedHashMap<>(by));
    }
}
