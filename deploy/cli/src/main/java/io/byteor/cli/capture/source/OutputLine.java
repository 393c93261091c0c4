package io.byteor.cli.capture.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.JournalFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A line of an output lane: {@code {"origin": "LANE/SEQUENCE", "key": "…", "payload": …}}. The payload's bytes are taken as
 * they stand in the line; {@code key} may be missing.
 */
final class OutputLine {
    private static final Pattern ORIGIN = Pattern.compile("[^/]+/[0-9]{1,19}");

    private OutputLine() {}

    static LaneRecord read(byte[] line, String place) {
        JsonNode json = CanonicalJson.parse(line, place);
        String origin = json.path("origin").asText();
        if (!ORIGIN.matcher(origin).matches() || !json.has("payload")) {
            throw new ByteorException(
                    ErrorCode.DOCUMENT_INVALID,
                    "a line of an output lane has origin (LANE/SEQUENCE) and payload",
                    place,
                    origin);
        }
        JsonNode key = json.path("key");
        return new LaneRecord(
                key.isTextual() ? key.textValue().getBytes(StandardCharsets.UTF_8) : null,
                Map.of(JournalFormat.ORIGIN_HEADER, origin.getBytes(StandardCharsets.UTF_8)),
                payload(line, place));
    }

    private static byte[] payload(byte[] line, String place) {
        try (JsonParser parser = CanonicalJson.mapper().createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("payload");
                parser.nextToken();
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                if (wanted) {
                    return Arrays.copyOfRange(
                            line, from, (int) parser.currentLocation().getByteOffset());
                }
            }
        } catch (IOException e) {
            throw new ByteorException(ErrorCode.DOCUMENT_INVALID, "the line is JSON", place, null, e);
        }
        throw new ByteorException(ErrorCode.DOCUMENT_INVALID, "the line has a payload", place, null);
    }
}
