package io.byteor.launcher.front;

import io.byteor.schemas.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/** Says UNAVAILABLE where a service cannot be reached, instead of an empty 502. */
final class UnavailableAnswer implements ProxyInterceptor {
    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        return context.sendRequest()
                .recover(unreachable -> Future.succeededFuture(context.request()
                        .release()
                        .response()
                        .setStatusCode(ErrorCode.UNAVAILABLE.status())
                        .putHeader("Content-Type", FrontProblem.MEDIA_TYPE)
                        .putHeader("Retry-After", "1")
                        .setBody(Body.body(FrontProblem.unavailable()))));
    }
}
