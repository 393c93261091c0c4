package io.byteor.validator.environment;

import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import java.time.Instant;

/** A window in which nothing is executed, from (inclusive) to (exclusive). */
public record Freeze(Instant from, Instant to, String reason) {
    static Freeze parse(JsonFields fields) {
        Instant from = fields.instant("from");
        Instant to = fields.instant("to");
        String reason = fields.optionalString("reason");
        fields.end();
        if (!to.isAfter(from)) {
            throw fields.refusal("to", "a freeze ends after it begins");
        }
        return new Freeze(from, to, reason == null ? "" : reason);
    }

    boolean holds(Instant now) {
        return !now.isBefore(from) && now.isBefore(to);
    }

    /** The window and why, for people. */
    public String window() {
        return "from " + from + " to " + to + (reason.isEmpty() ? "" : ": " + reason);
    }

    JsonForm json() {
        return new JsonForm()
                .put("from", from.toString())
                .put("to", to.toString())
                .put("reason", reason);
    }
}
