package io.byteor.schemas.bundle.redaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonPath;
import io.byteor.schemas.json.JsonPaths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * Applies rules to JSON texts. A value is decided on by the outermost rule that selects it, among those by the first. A text in
 * which nothing is selected keeps its bytes; of any other the white space goes, the order of members and the digits of numbers
 * stay. Not thread-safe.
 */
final class JsonRedactor {
    private final List<RedactionRule> rules;
    private final JsonPaths paths;
    private final ValueRedactor values;
    private final int mostBytes;

    /**
     * @param path of a rule
     * @param mostBytes of a text
     */
    JsonRedactor(
            List<RedactionRule> rules, Function<RedactionRule, JsonPath> path, ValueRedactor values, int mostBytes) {
        this.rules = rules;
        this.paths = new JsonPaths(rules.stream().map(path).toList());
        this.values = values;
        this.mostBytes = mostBytes;
    }

    /**
     * Redacts one text.
     *
     * @return the same array where nothing is selected
     * @throws ByteorException REDACTION_REFUSED where it is no JSON within the limits of {@link CanonicalJson}, or where a rule
     *     selects what its action cannot be done to; with the place and the text's digest, never with its content
     */
    byte[] redact(byte[] json, String place) {
        if (json.length > mostBytes) {
            throw refused("at most " + mostBytes + " bytes are read as JSON", place, json);
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            return new JsonPass(rules, paths, values, json).run();
        } catch (JsonPass.Refusal e) {
            throw refused(e.expected(), place, json);
        } catch (JsonProcessingException e) {
            throw refused("strict JSON within the limits" + at(e), place, json);
        } catch (IOException e) {
            throw refused("JSON in UTF-8", place, json);
        }
    }

    /** Without the cause or its message, because both can quote what they stumbled over. */
    private static ByteorException refused(String expected, String place, byte[] json) {
        return new ByteorException(ErrorCode.REDACTION_REFUSED, expected, place, Digest.of(json));
    }

    private static String at(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null
                ? ""
                : "; what is there is not, at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
