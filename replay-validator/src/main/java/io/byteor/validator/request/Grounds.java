package io.byteor.validator.request;

import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody does something, and where that is tracked.
 *
 * @param reason 1 to 1,000 characters (code points), not all of them blank; empty where none has to be given and none is
 * @param ticket at most 200 characters; null for none
 */
public record Grounds(String reason, @Nullable String ticket) {
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_TICKET = 200;

    /**
     * Reads {@code reason}, which has to be there, and {@code ticket}.
     *
     * @throws io.byteor.schemas.error.ByteorException REQUEST_INVALID with the JSON Pointer of what is wrong
     */
    public static Grounds required(JsonFields fields) {
        Grounds grounds = optional(fields);
        if (grounds.reason.isBlank()) {
            throw fields.refusal("reason", "1 to " + LONGEST_REASON + " characters");
        }
        return grounds;
    }

    /** As {@link #required}, where a reason may be left out. */
    public static Grounds optional(JsonFields fields) {
        String reason = text(fields, "reason", LONGEST_REASON);
        return new Grounds(reason == null ? "" : reason, text(fields, "ticket", LONGEST_TICKET));
    }

    /**
     * A document of nothing but a note: 1 to 1,000 characters, not all of them blank.
     *
     * @throws io.byteor.schemas.error.ByteorException REQUEST_INVALID with the JSON Pointer of what is wrong
     */
    public static String note(JsonFields fields) {
        String note = text(fields, "note", LONGEST_REASON);
        if (note == null || note.isBlank()) {
            throw fields.refusal("note", "1 to " + LONGEST_REASON + " characters");
        }
        fields.end();
        return note;
    }

    /** Both as one text: equal for equal grounds only. */
    public String text() {
        return new JsonForm().put("reason", reason).put("ticket", ticket).canonical();
    }

    private static @Nullable String text(JsonFields fields, String name, int longest) {
        String text = fields.optionalString(name);
        if (text != null && text.codePointCount(0, text.length()) > longest) {
            throw fields.refusal(name, "at most " + longest + " characters");
        }
        return text;
    }
}
