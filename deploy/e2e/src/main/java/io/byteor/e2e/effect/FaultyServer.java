package io.byteor.e2e.effect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server that takes most requests and treats the others badly, by chance: it hangs up, answers too late, answers 500, before
 * or after the effect, or asks to be left alone. It remembers what it did to whom. Thread-safe.
 */
final class FaultyServer implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Random random;
    private final Duration tooLate;
    private final Map<String, Visits> byKey = new HashMap<>();
    private long requests;

    /** What the server does with a request. */
    private enum Mood {
        TAKE(82),
        ASK_FOR_PEACE(6),
        FAIL(4),
        HANG_UP(5),
        DAWDLE(3);

        private final int percent;

        Mood(int percent) {
            this.percent = percent;
        }

        static Mood of(int draw) {
            int left = draw;
            for (Mood mood : values()) {
                left -= mood.percent;
                if (left < 0) {
                    return mood;
                }
            }
            return TAKE;
        }
    }

    /** What came under one Idempotency-Key. */
    static final class Visits {
        private final Set<String> origins = new HashSet<>();
        private int taken;
        private int ambiguous;

        /** Requests that were answered as taken. */
        int taken() {
            return taken;
        }

        /** Requests of which nobody but the server knows what they did. */
        int ambiguous() {
            return ambiguous;
        }

        /** Requests that the server did not turn away. */
        int mayHaveHadAnEffect() {
            return taken + ambiguous;
        }

        Set<String> origins() {
            return origins;
        }
    }

    /** @param tooLate how late an answer is that comes too late */
    FaultyServer(long seed, Duration tooLate) throws IOException {
        this.random = new Random(seed);
        this.tooLate = tooLate;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    synchronized long requests() {
        return requests;
    }

    /** What came so far, by Idempotency-Key. */
    synchronized Map<String, Visits> visits() {
        return new HashMap<>(byKey);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            switch (note(exchange)) {
                case TAKE -> exchange.sendResponseHeaders(204, -1);
                case ASK_FOR_PEACE -> {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                    exchange.sendResponseHeaders(429, -1);
                }
                case FAIL -> exchange.sendResponseHeaders(500, -1);
                case HANG_UP -> {
                    // Closing without an answer breaks the connection.
                }
                case DAWDLE -> {
                    Thread.sleep(tooLate);
                    exchange.sendResponseHeaders(204, -1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Mood note(HttpExchange exchange) {
        requests++;
        Mood mood = Mood.of(random.nextInt(100));
        Visits visits = byKey.computeIfAbsent(
                String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")), _ -> new Visits());
        visits.origins.add(String.valueOf(exchange.getRequestHeaders().getFirst(ProvenanceHeader.ORIGIN)));
        switch (mood) {
            case TAKE -> visits.taken++;
            case FAIL, HANG_UP, DAWDLE -> visits.ambiguous++;
            case ASK_FOR_PEACE -> {
                // Turned away.
            }
        }
        return mood;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
