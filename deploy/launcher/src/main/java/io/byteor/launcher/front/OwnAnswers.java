package io.byteor.launcher.front;

import io.byteor.schemas.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;

/**
 * What the front port says where no service does: BODY_IDLE where the body does not arrive, and UNAVAILABLE where a service
 * cannot be reached, instead of an empty 502. A service gets to see a request when its body begins, so that nobody holds one of its
 * connections with a head alone.
 */
final class OwnAnswers implements ProxyInterceptor {
    private static final String BODY = "body";

    private final Vertx vertx;
    private final Duration bodyIdle;

    OwnAnswers(Vertx vertx, Duration bodyIdle) {
        this.vertx = vertx;
        this.bodyIdle = bodyIdle;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        HttpServerRequest request = context.request().proxiedRequest();
        if (!WatchedBody.isIn(request)) {
            return context.sendRequest().recover(failure -> Future.succeededFuture(unavailable(context)));
        }
        WatchedBody body = new WatchedBody(request, vertx, bodyIdle);
        context.set(BODY, body);
        context.request().setBody(Body.body(body, context.request().getBody().length()));
        return body.begin()
                .compose(begun -> context.sendRequest())
                .recover(failure -> Future.succeededFuture(body.expired() ? idle(context) : unavailable(context)));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        WatchedBody body = context.get(BODY, WatchedBody.class);
        return context.sendResponse().onComplete(sent -> {
            if (body != null && body.expired()) {
                context.request().proxiedRequest().connection().close().onComplete(closed -> {});
            }
        });
    }

    private ProxyResponse idle(ProxyContext context) {
        return answer(context, ErrorCode.BODY_IDLE)
                .putHeader("Connection", "close")
                .setBody(Body.body(FrontProblem.idle(bodyIdle)));
    }

    private static ProxyResponse unavailable(ProxyContext context) {
        return answer(context, ErrorCode.UNAVAILABLE)
                .putHeader("Retry-After", "1")
                .setBody(Body.body(FrontProblem.unavailable()));
    }

    private static ProxyResponse answer(ProxyContext context, ErrorCode code) {
        return context.request()
                .release()
                .response()
                .setStatusCode(code.status())
                .putHeader("Content-Type", FrontProblem.MEDIA_TYPE);
    }
}
