package io.byteor.schemas.digest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Strict JSON in, canonical JSON (RFC 8785) out. Refuses what two readers could understand differently: duplicate members,
 * invalid UTF-8, anything after the value; and what is hostile: nesting deeper than {@value #DEEPEST}. Thread-safe.
 */
public final class CanonicalJson {
    /** Deepest nesting that is read. */
    public static final int DEEPEST = 64;

    /** A tree of tiny values takes some thirty times the memory of its text. */
    private static final long MOST_TOKENS = 1_000_000;

    private static final int PIECE = 4 << 10;

    private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .build();

    private CanonicalJson() {}

    /** The strict mapper, for binding documents that were read by it. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Reads one JSON value.
     *
     * @param place what the bytes are, for the error: a path or a parameter
     * @throws ByteorException DOCUMENT_INVALID with the place and, where it is known, line and column
     */
    public static JsonNode parse(byte[] json, String place) {
        return parse(json, place, MOST_TOKENS);
    }

    /**
     * The same, for a document of few values that may be large: a tree of tiny ones is refused before it is made.
     *
     * @param mostTokens names, values, beginnings and ends of objects and arrays
     */
    public static JsonNode parse(byte[] json, String place, long mostTokens) {
        try {
            requireUtf8(json);
            if (mostTokens < MOST_TOKENS) {
                requireTokens(json, place, mostTokens);
            }
            JsonNode node = MAPPER.readTree(json);
            if (node == null || node.isMissingNode()) {
                throw new ByteorException(ErrorCode.DOCUMENT_INVALID, "a JSON value is expected", place, "nothing");
            }
            return node;
        } catch (CharacterCodingException e) {
            throw new ByteorException(ErrorCode.DOCUMENT_INVALID, "JSON is UTF-8", place, null, e);
        } catch (JsonProcessingException e) {
            throw new ByteorException(ErrorCode.DOCUMENT_INVALID, e.getOriginalMessage(), at(place, e), null, e);
        } catch (IOException e) {
            throw new ByteorException(ErrorCode.DOCUMENT_INVALID, "not readable as JSON", place, null, e);
        }
    }

    private static void requireTokens(byte[] json, String place, long most) throws IOException {
        try (JsonParser tokens = MAPPER.createParser(json)) {
            for (long found = 1; tokens.nextToken() != null; found++) {
                if (found > most) {
                    throw new ByteorException(
                            ErrorCode.DOCUMENT_INVALID, "at most " + most + " tokens of JSON", place, found);
                }
            }
        }
    }

    /** Piece by piece: all of it at once would take twice the memory of the document. */
    private static void requireUtf8(byte[] json) throws CharacterCodingException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(json);
        CharBuffer piece = CharBuffer.allocate(PIECE);
        CoderResult result;
        do {
            result = decoder.decode(bytes, piece.clear(), true);
            if (result.isError()) {
                result.throwException();
            }
        } while (result.isOverflow());
    }

    /**
     * The canonical form: members sorted by UTF-16 code units, numbers as ECMAScript writes them, no white space.
     *
     * @throws ByteorException DOCUMENT_INVALID for what has none: a number beyond double, half a surrogate pair
     */
    public static String write(JsonNode node) {
        try {
            return CanonicalWriter.write(node);
        } catch (IOException e) {
            throw new ByteorException(ErrorCode.DOCUMENT_INVALID, "has no canonical form", null, e.getMessage(), e);
        }
    }

    /** Whether the canonical form of an integer has its very value: it is written as the double next to it is. */
    public static boolean keepsValue(BigInteger integer) {
        double nearest = integer.doubleValue();
        return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(new BigDecimal(integer)) == 0;
    }

    /** SHA-256 over the canonical form's UTF-8 bytes. */
    public static Digest digest(JsonNode node) {
        return Digest.of(write(node).getBytes(StandardCharsets.UTF_8));
    }

    private static String at(String place, JsonProcessingException e) {
        var location = e.getLocation();
        return location == null ? place : place + ":" + location.getLineNr() + ":" + location.getColumnNr();
    }
}
