package io.byteor.launcher.front;

import io.byteor.launcher.LaunchFailure;
import io.byteor.launcher.port.Ports;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.OriginRequestProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The reverse proxy on the front port. A request goes to the service that owns its first path segment, as it stands; bodies
 * stream with back-pressure. What no service owns gets 404, a body that stops arriving 408, a service that does not answer 503, all
 * as problem+json.
 */
public final class FrontDoor implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    /** Shorter than any service keeps one, so that none is closed the moment it is used again. */
    private static final int KEPT_SECONDS = 2;

    private static final int LARGEST_HEAD = 64 << 10;
    private static final long PATIENCE_SECONDS = 10;

    private final Vertx vertx;
    private final HttpServer server;

    private FrontDoor(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /**
     * Listens.
     *
     * @param port 0 for any
     * @param ports by first path segment, without slashes
     * @param limits to waiting for clients
     * @throws LaunchFailure if the port is taken
     */
    public static FrontDoor open(int port, Map<String, Integer> ports, FrontLimits limits) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
        HeadWatch heads = new HeadWatch(vertx, limits.head());
        try {
            HttpServer server = vertx.createHttpServer(
                            // The proxy loses the body of an HTTP/2 request that gives no length.
                            new HttpServerOptions()
                                    .setHost(Ports.HOST)
                                    .setPort(port)
                                    // As much as services take, so that they say what is too much.
                                    .setMaxHeaderSize(LARGEST_HEAD)
                                    .setMaxInitialLineLength(LARGEST_HEAD)
                                    // Who waits for that begins no body before.
                                    .setHandle100ContinueAutomatically(true)
                                    .setHttp2ClearTextEnabled(false))
                    .invalidRequestHandler(FrontProblem::unreadable)
                    .connectionHandler(heads::connected)
                    .requestHandler(handler(vertx, new TreeMap<>(ports), heads, limits.bodyIdle()));
            await(server.listen());
            return new FrontDoor(vertx, server);
        } catch (LaunchFailure failure) {
            vertx.close().onComplete(closed -> {});
            throw new LaunchFailure(
                    "cannot listen on %s:%d: %s".formatted(Ports.HOST, port, failure.getMessage()), failure);
        }
    }

    private static Handler<HttpServerRequest> handler(
            Vertx vertx, Map<String, Integer> ports, HeadWatch heads, Duration bodyIdle) {
        HttpProxy proxy = HttpProxy.reverseProxy(vertx.createHttpClient(new HttpClientOptions()
                        .setMaxPoolSize(CONNECTIONS)
                        .setKeepAliveTimeout(KEPT_SECONDS)
                        .setConnectTimeout(2_000)))
                .origin(OriginRequestProvider.selector(context ->
                        Future.succeededFuture(SocketAddress.inetSocketAddress(
                                origin(ports, context.request().proxiedRequest())
                                        .orElseThrow(),
                                Ports.HOST))))
                .addInterceptor(new OwnAnswers(vertx, bodyIdle));
        return request -> {
            heads.arrived(request);
            if (origin(ports, request).isPresent()) {
                proxy.handle(request);
            } else {
                FrontProblem.notFound(request, ports.keySet());
            }
        };
    }

    private static Optional<Integer> origin(Map<String, Integer> ports, HttpServerRequest request) {
        String path = request.path();
        if (path == null || !path.startsWith("/")) {
            return Optional.empty();
        }
        int end = path.indexOf('/', 1);
        return Optional.ofNullable(ports.get(end < 0 ? path.substring(1) : path.substring(1, end)));
    }

    public URI url() {
        return URI.create("http://%s:%d".formatted(Ports.HOST, server.actualPort()));
    }

    /** Stops listening and ends what is under way. */
    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> void await(Future<T> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new LaunchFailure(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()), e);
        } catch (TimeoutException e) {
            throw new LaunchFailure("no answer within %d s".formatted(PATIENCE_SECONDS), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted", e);
        }
    }
}
