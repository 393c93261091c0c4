package io.byteor.bench.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One HTTP/1.1 connection that is kept alive, by the JDK's client and in the way in which {@code push} sends blobs; bodies lie
 * in memory. Client and server share the cores, so a run costs both. Not thread-safe.
 */
final class UploadClient implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String root;
    private final String headers;

    /** @param headers of every request, each with its line end */
    UploadClient(int port, String headers) {
        this.root = "http://127.0.0.1:" + port;
        this.headers = headers;
    }

    /**
     * Sends one body.
     *
     * @param request method and path
     * @throws IOException for any answer that is no success
     */
    void send(String request, ByteBuffer[] body) throws IOException, InterruptedException {
        long length = Arrays.stream(body).mapToLong(ByteBuffer::remaining).sum();
        int space = request.indexOf(' ');
        HttpRequest.Builder call = HttpRequest.newBuilder(URI.create(root + request.substring(space + 1)))
                .method(
                        request.substring(0, space),
                        BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Parts(body)), length));
        headers.lines().forEach(header -> {
            int colon = header.indexOf(':');
            call.header(header.substring(0, colon), header.substring(colon + 1).strip());
        });
        HttpResponse<String> answer = http.send(call.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(request + " was answered with " + answer.statusCode() + " " + answer.body());
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /** The parts of a body, one after the other. */
    private static final class Parts extends InputStream {
        private final ByteBuffer[] parts;
        private int at;

        private Parts(ByteBuffer[] body) {
            this.parts = Arrays.stream(body).map(ByteBuffer::duplicate).toArray(ByteBuffer[]::new);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            while (at < parts.length && !parts[at].hasRemaining()) {
                at++;
            }
            if (at == parts.length) {
                return -1;
            }
            int read = Math.min(length, parts[at].remaining());
            parts[at].get(target, from, read);
            return read;
        }
    }
}
