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
import org.jspecify.annotations.Nullable;

/**
 * A line of an output lane: {@code {"origin": "LANE/SEQUENCE", "key": "…", "payload": …}}. The payload's bytes are taken as
 * they stand in the line; {@code key} may be missing or null. Other members are passed over: the time may be read from them.
 */
final class OutputLine {
    private static final Pattern ORIGIN = Pattern.compile("[^/]+/[0-9]{1,19}");

    private OutputLine() {}

    /** @throws ByteorException DOCUMENT_INVALID where it is none */
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
        return new LaneRecord(
                key(json, place),
                Map.of(JournalFormat.ORIGIN_HEADER, origin.getBytes(StandardCharsets.UTF_8)),
                payload(line, place));
    }

    private static byte @Nullable [] key(JsonNode json, String place) {
        JsonNode key = json.path("key");
        if (key.isMissingNode() || key.isNull()) {
            return null;
        }
        if (!key.isTextual()) {
            throw new ByteorException(
                    ErrorCode.DOCUMENT_INVALID, "the key of a line of an output lane is a string or null", place, key);
        }
        return key.textValue().getBytes(StandardCharsets.UTF_8);
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
