package io.byteor.schemas.target;

import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server that takes each effect as the body of one request: {@code {"http":{"url":"https://alerts.example/quakes"}}}.
 *
 * @param headers further header fields; none that is ours or the connection's, and none that lets one in
 * @param credential a name; the runner's configuration says what it is and to which server it may be shown; null for none
 * @param connectTimeout longest until a connection stands, TLS included
 * @param timeout longest from the beginning of a request to the end of its answer
 * @param retryFor for how long after the first attempt another may begin
 * @param concurrency most requests at once
 * @param honoursIdempotencyKey whether the server takes requests of one Idempotency-Key for one
 * @param privateAddresses whether the server may have a loopback or private address
 */
public record HttpEndpoint(
        URI url,
        Method method,
        List<Header> headers,
        @Nullable String credential,
        Duration connectTimeout,
        Duration timeout,
        Duration retryFor,
        int concurrency,
        boolean honoursIdempotencyKey,
        boolean privateAddresses)
        implements TargetAddress.Remote {
    private static final Duration USUAL_CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration USUAL_RETRIES = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int USUAL_CONCURRENCY = 8;
    private static final int MOST_CONCURRENCY = 256;
    private static final int LONGEST_URL = 2_048;
    private static final int LONGEST_VALUE = 1_024;
    private static final int MOST_HEADERS = 32;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");
    private static final Set<String> TAKEN = Set.of(
            "authorization",
            "connection",
            "content-length",
            "cookie",
            "expect",
            "host",
            "idempotency-key",
            "keep-alive",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** What a request asks for. */
    public enum Method {
        POST(false),
        PUT(true),
        PATCH(false);

        private final boolean idempotent;

        Method(boolean idempotent) {
            this.idempotent = idempotent;
        }
    }

    /** One header field (RFC 9110). */
    public record Header(String name, String value) {}

    public HttpEndpoint {
        headers = List.copyOf(headers);
    }

    static HttpEndpoint parse(JsonFields fields) {
        boolean privateAddresses = fields.flag("privateAddresses", false);
        HttpEndpoint endpoint = new HttpEndpoint(
                url(fields, privateAddresses),
                method(fields),
                headers(fields),
                fields.optionalName("credential"),
                time(fields, "connectTimeout", USUAL_CONNECT_TIMEOUT),
                time(fields, "timeout", USUAL_TIMEOUT),
                time(fields, "retryFor", USUAL_RETRIES),
                (int) fields.whole("concurrency", USUAL_CONCURRENCY, 1, MOST_CONCURRENCY),
                fields.flag("honoursIdempotencyKey", false),
                privateAddresses);
        fields.end();
        return endpoint;
    }

    /** Whether a request that may have arrived can be sent once more (RFC 9110, section 9.2.2). */
    public boolean repeatable() {
        return method.idempotent || honoursIdempotencyKey;
    }

    @Override
    public String kind() {
        return "http";
    }

    @Override
    public String place() {
        return method + " " + url;
    }

    @Override
    public JsonForm json() {
        return new JsonForm()
                .put(
                        "http",
                        new JsonForm()
                                .put("url", url.toString())
                                .put("method", method.name())
                                .put(
                                        "headers",
                                        headers.stream().map(HttpEndpoint::json).toList())
                                .put("credential", credential)
                                .put("connectTimeout", connectTimeout.toString())
                                .put("timeout", timeout.toString())
                                .put("retryFor", retryFor.toString())
                                .put("concurrency", concurrency)
                                .put("honoursIdempotencyKey", honoursIdempotencyKey)
                                .put("privateAddresses", privateAddresses));
    }

    private static JsonForm json(Header header) {
        return new JsonForm().put("name", header.name).put("value", header.value);
    }

    /** In the clear only where nothing leaves the house. */
    private static URI url(JsonFields fields, boolean privateAddresses) {
        String text = fields.string("url");
        String expected = privateAddresses
                ? "an http or https URL without user and fragment"
                : "an https URL without user and fragment; http takes privateAddresses";
        try {
            URI url = new URI(text);
            boolean clear = "http".equalsIgnoreCase(url.getScheme()) && privateAddresses;
            if (text.length() <= LONGEST_URL
                    && ("https".equalsIgnoreCase(url.getScheme()) || clear)
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException _) {
            throw fields.refusal("url", expected);
        }
        throw fields.refusal("url", expected);
    }

    private static Method method(JsonFields fields) {
        String name = fields.optionalString("method");
        return switch (name) {
            case null -> Method.POST;
            case "POST" -> Method.POST;
            case "PUT" -> Method.PUT;
            case "PATCH" -> Method.PATCH;
            default -> throw fields.refusal("method", "POST, PUT or PATCH");
        };
    }

    private static List<Header> headers(JsonFields fields) {
        List<Header> headers = new ArrayList<>();
        for (JsonFields entry : fields.objects("headers")) {
            Header header = new Header(entry.string("name"), entry.string("value"));
            entry.end();
            String name = header.name.toLowerCase(Locale.ROOT);
            if (!TOKEN.matcher(header.name).matches() || TAKEN.contains(name) || name.startsWith("byteor-")) {
                throw entry.refusal("name", "the name of a header field that is free");
            }
            if (header.value.length() > LONGEST_VALUE
                    || !VALUE.matcher(header.value).matches()) {
                throw entry.refusal("value", "visible ASCII, at most " + LONGEST_VALUE);
            }
            headers.add(header);
        }
        if (headers.size() > MOST_HEADERS) {
            throw fields.refusal("headers", "at most " + MOST_HEADERS + " header fields");
        }
        return headers;
    }

    private static Duration time(JsonFields fields, String name, Duration usual) {
        Duration time = fields.duration(name, usual);
        if (time.toMillis() < 1 || time.compareTo(LONGEST) > 0) {
            throw fields.refusal(name, "from a millisecond to " + LONGEST);
        }
        return time;
    }
}
