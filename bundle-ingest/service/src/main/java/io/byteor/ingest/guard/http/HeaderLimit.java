package io.byteor.ingest.guard.http;

import io.byteor.ingest.config.IngestConfig;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Answers requests whose target and header fields are larger than the limit. The server's own limits are higher: beyond those it
 * answers 431 or 414 by itself, without a body, and nothing here can give it one.
 */
@Singleton
class HeaderLimit {
    /** Before everything else that looks at a request. */
    static final int FIRST = 1_000;

    private static final int BETWEEN_NAME_AND_VALUE = 2;

    private final int most;

    HeaderLimit(IngestConfig config) {
        this.most = config.guards().headerBytes();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext context) {
        long size = size(context.request());
        if (size <= most) {
            context.next();
            return;
        }
        Problem problem = new ByteorException(
                        ErrorCode.HEADERS_TOO_LARGE, "at most %d bytes".formatted(most), "headers", size)
                .problem();
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Connection", "close")
                .end(CanonicalJson.mapper().valueToTree(problem).toString());
    }

    private static long size(HttpServerRequest request) {
        long size = request.uri().length();
        for (Map.Entry<String, String> field : request.headers()) {
            size += field.getKey().length()
                    + BETWEEN_NAME_AND_VALUE
                    + field.getValue().length();
        }
        return size;
    }
}
