package io.byteor.cli.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Services on loopback that answer what a test wrote down, and remember what they were asked. */
public final class ScriptedServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Reply>> script = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** A request as it arrived. */
    public record Asked(String method, String target, Map<String, List<String>> headers, String body) {
        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst();
        }
    }

    private record Reply(int status, byte[] body, Map<String, String> headers) {}

    public ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers this to the next such request; the last reply of a target is repeated. */
    public ScriptedServer on(String method, String target, int status, String body) {
        return on(method, target, status, body, Map.of());
    }

    public ScriptedServer on(String method, String target, int status, String body, Map<String, String> headers) {
        return on(method, target, status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public synchronized ScriptedServer on(
            String method, String target, int status, byte[] body, Map<String, String> headers) {
        script.computeIfAbsent(method + " " + target, key -> new ArrayDeque<>()).add(new Reply(status, body, headers));
        return this;
    }

    public List<Asked> asked() {
        return asked;
    }

    private synchronized Reply next(String request) {
        Deque<Reply> replies = script.getOrDefault(request, new ArrayDeque<>());
        if (replies.isEmpty()) {
            byte[] body = ("nothing is scripted for " + request).getBytes(StandardCharsets.UTF_8);
            return new Reply(500, body, Map.of());
        }
        return replies.size() == 1 ? replies.getFirst() : replies.removeFirst();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    target,
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Reply reply = next(exchange.getRequestMethod() + " " + target);
            reply.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] body = reply.body();
            boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), empty ? -1 : body.length);
            if (!empty) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
