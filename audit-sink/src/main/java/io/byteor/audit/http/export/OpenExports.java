package io.byteor.audit.http.export;

import io.byteor.audit.export.Export;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Exports that a request has opened; closed with it, also where it ends before a byte is asked for. An answer that is still going out
 * when its time is over is broken off, whether or not the reader reads, which ends the request.
 */
@RequestScoped
public class OpenExports {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final List<Runnable> closing = new ArrayList<>();

    OpenExports(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param request which it answers */
    Export hold(Export export, HttpServerRequest request) {
        closing.add(export::close);
        long watch = vertx.setPeriodic(
                export.deadline().left().toMillis(), LOOK_AGAIN.toMillis(), _ -> breakOffWhereBegun(request));
        closing.add(() -> vertx.cancelTimer(watch));
        return export;
    }

    /** What has not begun gets an answer that says why: nobody waits for a reader yet. */
    private static void breakOffWhereBegun(HttpServerRequest request) {
        if (!request.response().headWritten()) {
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            // Below the server's own handler, which would first wait for the reader to take what was written.
            var _ = ((ConnectionBase) request.connection())
                    .channelHandlerContext()
                    .close();
        }
    }

    @PreDestroy
    void close() {
        closing.reversed().forEach(Runnable::run);
    }
}
