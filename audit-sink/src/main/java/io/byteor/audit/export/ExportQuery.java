package io.byteor.audit.export;

import io.byteor.schemas.json.JsonForm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rows, and as what. Conditions are on replays; all hold together, null is none.
 *
 * @param mode dry_run or execute
 * @param from the first instant at which the replay may have been asked for
 * @param to the first at which it may no longer
 */
public record ExportQuery(
        Subject of,
        Format format,
        @Nullable String environment,
        @Nullable String replayId,
        @Nullable String bundleId,
        @Nullable String mode,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** What was asked for, as a JSON object. */
    String asked() {
        JsonForm asked = new JsonForm().put("of", of.text()).put("format", format.text());
        put(asked, "environment", environment);
        put(asked, "replayId", replayId);
        put(asked, "bundleId", bundleId);
        put(asked, "mode", mode);
        put(asked, "from", from);
        put(asked, "to", to);
        return asked.canonical();
    }

    private static void put(JsonForm asked, String name, @Nullable Object value) {
        if (value != null) {
            asked.put(name, value.toString());
        }
    }
}
