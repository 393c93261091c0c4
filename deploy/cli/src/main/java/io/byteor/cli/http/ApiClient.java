package io.byteor.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One person's or agent's line to the services behind one address. Every method answers a success, or throws
 * {@link ApiException} for a refusal and {@link NoAnswerException} where no usable answer came. Thread-safe.
 */
public final class ApiClient {
    /** How long an answer may take to begin. */
    public static final Duration ANSWER = Duration.ofSeconds(30);

    private static final Duration LONGEST_PREFERENCE = Duration.ofSeconds(10);
    private static final int LARGEST_PROBLEM = 1 << 20;
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private final URI url;
    private final String token;
    private final Calls calls;
    private final Polling polling;

    private ApiClient(URI url, String token, Passage passage) {
        this.url = url;
        this.token = token;
        this.calls = new Calls(url);
        this.polling = new Polling(calls::send, passage);
    }

    /**
     * A client of the services at this address.
     *
     * @param url scheme and authority, with or without a path before the services' prefixes
     * @param token a bearer token, sent to that authority alone
     */
    public static ApiClient of(URI url, String token) {
        return of(url, token, Passage.REAL);
    }

    static ApiClient of(URI url, String token, Passage passage) {
        String text = url.toString();
        return new ApiClient(
                URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text), token, passage);
    }

    public URI url() {
        return url;
    }

    public Answer get(String path) {
        return Calls.success(calls.send(request(path).GET().build()));
    }

    /** The same for what takes long to answer. */
    public Answer get(String path, Duration atMost) {
        return Calls.success(calls.send(request(path).timeout(atMost).GET().build()));
    }

    /**
     * Gets a body of this type; it is closed when the reader returns.
     *
     * @param atMost how long it may take to begin
     */
    public <T> T download(String path, String mediaType, Duration atMost, BodyReader<T> reader) {
        return read(request(path).timeout(atMost).setHeader("Accept", mediaType + ", " + Problem.MEDIA_TYPE), reader);
    }

    /**
     * Gets a stream of server-sent events; it is closed when the reader returns.
     *
     * @param last the id of the event to go on behind; null to begin
     */
    public <T> T follow(String path, @Nullable String last, BodyReader<T> reader) {
        HttpRequest.Builder request = request(path).setHeader("Accept", EVENTS + ", " + Problem.MEDIA_TYPE);
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        return read(request, reader);
    }

    private <T> T read(HttpRequest.Builder asked, BodyReader<T> reader) {
        HttpRequest request = asked.GET().build();
        HttpResponse<InputStream> response = calls.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                byte[] problem = body.readNBytes(LARGEST_PROBLEM);
                throw Problems.refusal(
                        response.statusCode(), problem, request.uri().getPath(), null);
            }
            return reader.read(response.headers(), body);
        } catch (IOException e) {
            throw new NoAnswerException("the connection broke: " + e.getMessage(), request.uri(), e);
        }
    }

    /** Whether there is something at the path. */
    public boolean has(String path) {
        return head(path).isPresent();
    }

    /**
     * Gets what may still be on its way: asks again as long as the answer is a 404 with Retry-After, a 202, or the service is
     * away for a moment.
     *
     * @throws ApiException with the last refusal when the time is over
     */
    public Answer await(String path, Duration atMost, Waiting waiting) {
        return Calls.success(polling.until(request(path).GET().build(), atMost, waiting));
    }

    /** The same for what is there and may not be whole yet: the last answer, when the time is over. */
    public Answer awaitWhole(String path, Duration atMost, Predicate<JsonNode> whole) {
        return Calls.success(polling.until(
                request(path).GET().build(),
                atMost,
                Waiting.SILENT,
                response -> response.statusCode() != 200
                        || whole.test(Calls.success(response).body())));
    }

    /** Puts a document in the place of the one with the given revision; of any where it is null, of none where it is 0. */
    public Answer put(String path, JsonNode body, @Nullable Long revision, CallOptions options) {
        HttpRequest.Builder request =
                command(path, options).header("Content-Type", JSON).PUT(json(body));
        if (revision != null) {
            request.header(revision == 0 ? "If-None-Match" : "If-Match", revision == 0 ? "*" : "\"" + revision + "\"");
        }
        return settled(request.build(), options);
    }

    public Answer post(String path, JsonNode body, CallOptions options) {
        return settled(
                command(path, options)
                        .header("Content-Type", JSON)
                        .POST(json(body))
                        .build(),
                options);
    }

    /** Streams a body of unknown length; the time limit of the options holds for the whole of it. */
    public Answer upload(String path, String mediaType, Supplier<? extends InputStream> body, CallOptions options) {
        return post(path, mediaType, BodyPublishers.ofInputStream(body), options);
    }

    /** Posts a document whose outcome is the answer itself, a 202 too. */
    public Answer submit(String path, JsonNode body, CallOptions options) {
        return post(path, JSON, json(body), options);
    }

    private Answer post(String path, String mediaType, BodyPublisher body, CallOptions options) {
        return Calls.success(calls.send(request(path)
                .header("Idempotency-Key", options.idempotencyKey())
                .header("Content-Type", mediaType)
                .timeout(options.atMost())
                .POST(body)
                .build()));
    }

    /** The headers of what is at the path; empty where there is nothing. */
    public Optional<HttpHeaders> head(String path) {
        HttpResponse<byte[]> response = calls.send(request(path).HEAD().build());
        return response.statusCode() == 404
                ? Optional.empty()
                : Optional.of(Calls.success(response).headers());
    }

    /** Puts content in its place, the whole or a part of it; the time limit holds for all that is sent. */
    public Answer put(String path, Content content, Duration atMost) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/octet-stream").timeout(atMost);
        content.range().ifPresent(range -> request.header("Content-Range", range));
        return Calls.success(calls.send(request.PUT(content.publisher()).build()));
    }

    private Answer settled(HttpRequest command, CallOptions options) {
        HttpResponse<byte[]> response = calls.send(command);
        if (response.statusCode() != 202) {
            return Calls.success(response);
        }
        String location = response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new NoAnswerException("accepted, without a place to look at", command.uri(), null));
        URI place = sameAuthority(command.uri().resolve(location));
        HttpRequest look = authorized(HttpRequest.newBuilder(place)).GET().build();
        HttpResponse<byte[]> outcome = polling.until(look, options.atMost(), Waiting.SILENT);
        if (outcome.statusCode() == 202 || Polling.notYet(outcome)) {
            throw new NoAnswerException("no outcome within " + options.atMost().toSeconds() + " s", place, null);
        }
        return Calls.success(outcome);
    }

    private URI sameAuthority(URI place) {
        if (!String.valueOf(url.getAuthority()).equals(place.getAuthority())) {
            throw new NoAnswerException("the outcome is said to be at another address", place, null);
        }
        return place;
    }

    private HttpRequest.Builder command(String path, CallOptions options) {
        Duration preference =
                options.atMost().compareTo(LONGEST_PREFERENCE) < 0 ? options.atMost() : LONGEST_PREFERENCE;
        return request(path)
                .header("Idempotency-Key", options.idempotencyKey())
                .header("Prefer", "wait=" + preference.toSeconds());
    }

    private HttpRequest.Builder request(String path) {
        return authorized(HttpRequest.newBuilder(URI.create(url + path)));
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder request) {
        return request.timeout(ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Accept", JSON + ", " + Problem.MEDIA_TYPE);
    }

    private static BodyPublisher json(JsonNode body) {
        return BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8);
    }
}
