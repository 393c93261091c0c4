package io.byteor.schemas.bundle.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** What is done to a value that a rule selects. */
sealed interface Action {

    /** It goes: a member with its name, an element with its place, a header, a key; a whole payload becomes empty. */
    record Remove() implements Action {}

    /** A constant stands there: where bytes stand, a string's UTF-8. */
    record Replace(JsonNode with) implements Action {
        byte[] json() {
            return with.toString().getBytes(StandardCharsets.UTF_8);
        }

        byte[] text() {
            return with.textValue().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** What the key makes of the value stands there. */
    record Pseudonym() implements Action {}

    /** It stays. Said of files, of which each must be spoken of. */
    record Keep() implements Action {}
}
