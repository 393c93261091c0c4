package io.byteor.cli.http;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Paths whose parts come from elsewhere. */
public final class RequestPath {
    private RequestPath() {}

    /** The prefix with the parts below it, each encoded as one segment (RFC 3986), so that none can leave its place. */
    public static String of(String prefix, String... parts) {
        return prefix + Arrays.stream(parts).map(part -> "/" + segment(part)).collect(Collectors.joining());
    }

    /** A value in a query. */
    public static String value(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String segment(String part) {
        if (part.isEmpty() || part.equals(".") || part.equals("..")) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "a name or an id is expected", null, "'" + part + "'");
        }
        return URLEncoder.encode(part, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":")
                .replace("*", "%2A");
    }
}
