package io.byteor.launcher.front;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answers that the front port gives itself. */
final class FrontProblem {
    static final String MEDIA_TYPE = Problem.MEDIA_TYPE;
    private static final JsonMapper MAPPER = new JsonMapper();

    private FrontProblem() {}

    /** Answers that no service owns the path. */
    static void notFound(HttpServerRequest request, Set<String> prefixes) {
        request.response()
                .setStatusCode(ErrorCode.NOT_FOUND.status())
                .putHeader("Content-Type", MEDIA_TYPE)
                .end(json(ErrorCode.NOT_FOUND, "a path begins with one of " + prefixes, request.path()))
                .onComplete(answered -> {});
    }

    /** Answers a request that is no HTTP, or whose head is larger than anything here takes, and ends the connection. */
    static void unreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        boolean large = cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException;
        ErrorCode code = large ? ErrorCode.HEADERS_TOO_LARGE : ErrorCode.REQUEST_INVALID;
        request.response()
                .setStatusCode(code.status())
                .putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Connection", "close")
                .end(json(code, large ? "a smaller target and fewer header fields" : "a request of HTTP/1.1", null))
                .onComplete(answered -> request.connection().close());
    }

    static Buffer unavailable() {
        return json(ErrorCode.UNAVAILABLE, "the service that owns this path does not answer", null);
    }

    static Buffer idle(Duration limit) {
        return json(ErrorCode.BODY_IDLE, "more of the body within " + limit, "body", null);
    }

    private static Buffer json(ErrorCode code, String detail, @Nullable String value) {
        return json(code, detail, null, value);
    }

    private static Buffer json(ErrorCode code, String detail, @Nullable String place, @Nullable String value) {
        try {
            Problem problem = Problem.of(code, detail, place, value);
            return Buffer.buffer(MAPPER.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always JSON", e);
        }
    }
}
