package io.byteor.cli.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Manifest;
import io.byteor.schemas.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/** The capture API with blobs in memory, which a test can make fail. */
final class FakeIngest implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Bundles in the order in which they were committed. */
    final List<String> stored = Collections.synchronizedList(new ArrayList<>());
    /** Answers that are given before anything is looked at: status, and body or Retry-After. */
    final Deque<Map.Entry<Integer, String>> failures = new ArrayDeque<>();
    /** What a commit is refused with, by incident. */
    final Map<String, String> refusals = new HashMap<>();

    /** The one Authorization that is let in; any, where it is empty. */
    volatile String onlyToken = "";

    volatile boolean turnedAway;
    long received;
    long cutAfter = Long.MAX_VALUE;

    private final Map<Digest, ByteArrayOutputStream> blobs = new HashMap<>();
    private final Set<Digest> complete = new HashSet<>();
    private final HttpServer server;

    FakeIngest() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/capture/v1/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Has this much of it already. */
    synchronized void give(byte[] whole, int first) {
        var part = new ByteArrayOutputStream();
        part.write(whole, 0, first);
        blobs.put(Digest.of(whole), part);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map.Entry<Integer, String> failure = failure();
            if (!onlyToken.isEmpty()
                    && !onlyToken.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getRequestBody().readAllBytes();
                answer(exchange, 401, "{\"code\":\"UNAUTHENTICATED\",\"detail\":\"d\",\"retryable\":false}");
                turnedAway = true;
            } else if (failure != null) {
                exchange.getRequestBody().readAllBytes();
                if (failure.getValue().startsWith("{")) {
                    answer(exchange, failure.getKey(), failure.getValue());
                } else {
                    exchange.getResponseHeaders().add("Retry-After", failure.getValue());
                    answer(exchange, failure.getKey(), "");
                }
            } else if (exchange.getRequestURI().getPath().endsWith("/bundles")) {
                commit(exchange);
            } else {
                blob(exchange);
            }
        }
    }

    private synchronized Map.Entry<Integer, String> failure() {
        return failures.poll();
    }

    private void commit(HttpExchange exchange) throws IOException {
        JsonNode body = MAPPER.readTree(exchange.getRequestBody());
        byte[] tags = body.path("tagManifest").asText().getBytes(StandardCharsets.UTF_8);
        byte[] manifest = body.path("manifest").asText().getBytes(StandardCharsets.UTF_8);
        Set<Digest> wanted = new HashSet<>(
                Manifest.parse(manifest, BundleLayout.MANIFEST).files().values());
        Map<String, Digest> tagFiles =
                new HashMap<>(Manifest.parse(tags, BundleLayout.TAG_MANIFEST).files());
        tagFiles.remove(BundleLayout.MANIFEST);
        wanted.addAll(tagFiles.values());
        String id = Digest.of(tags).toString();
        synchronized (this) {
            wanted.removeAll(complete);
        }
        if (!wanted.isEmpty()) {
            var missing = MAPPER.createObjectNode().put("bundleId", id);
            wanted.forEach(digest -> missing.withArray("missing").add(digest.toString()));
            answer(exchange, 202, missing.toString());
        } else if (refusals.containsKey(id)) {
            answer(exchange, 400, refusals.get(id));
        } else {
            boolean fresh = keep(id);
            answer(exchange, fresh ? 201 : 200, "{\"bundleId\":\"" + id + "\",\"incidentId\":\"INC\"}");
        }
    }

    private synchronized boolean keep(String id) {
        if (stored.contains(id)) {
            return false;
        }
        stored.add(id);
        return true;
    }

    private void blob(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Digest digest = Digest.parse(path.substring(path.lastIndexOf('/') + 1));
        ByteArrayOutputStream part = part(digest);
        if (exchange.getRequestMethod().equals("HEAD")) {
            boolean whole = isComplete(digest);
            if (!whole) {
                exchange.getResponseHeaders().add("Upload-Offset", Integer.toString(part.size()));
            }
            exchange.sendResponseHeaders(whole ? 200 : part.size() == 0 ? 404 : 204, -1);
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Content-Range");
        long total = range == null
                ? Long.parseLong(exchange.getRequestHeaders().getFirst("Content-Length"))
                : Long.parseLong(range.substring(range.indexOf('/') + 1));
        long offset = range == null ? 0 : range.contains("*") ? total : first(range);
        if (offset != part.size()) {
            exchange.getResponseHeaders().add("Upload-Offset", Integer.toString(part.size()));
            exchange.getRequestBody().readAllBytes();
            answer(exchange, 409, "{\"code\":\"UPLOAD_OFFSET\",\"retryable\":true}");
            return;
        }
        if (!take(exchange.getRequestBody(), part)) {
            return; // the connection is closed without an answer
        }
        if (part.size() == total && Digest.of(part.toByteArray()).equals(digest)) {
            synchronized (this) {
                complete.add(digest);
            }
            answer(exchange, 201, "");
        } else {
            exchange.getResponseHeaders().add("Upload-Offset", Integer.toString(part.size()));
            answer(exchange, 202, "");
        }
    }

    private boolean take(InputStream body, ByteArrayOutputStream part) throws IOException {
        byte[] step = new byte[8192];
        for (int read = body.read(step); read >= 0; read = body.read(step)) {
            synchronized (this) {
                received += read;
                part.write(step, 0, read);
                if (received > cutAfter) {
                    cutAfter = Long.MAX_VALUE;
                    return false;
                }
            }
        }
        return true;
    }

    private static long first(String range) {
        return Long.parseLong(range.substring("bytes ".length(), range.indexOf('-')));
    }

    private synchronized boolean isComplete(Digest blob) {
        return complete.contains(blob);
    }

    private synchronized ByteArrayOutputStream part(Digest digest) {
        return blobs.computeIfAbsent(digest, missing -> new ByteArrayOutputStream());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
