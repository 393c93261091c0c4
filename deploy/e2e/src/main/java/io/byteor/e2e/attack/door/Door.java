package io.byteor.e2e.attack.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.e2e.attack.bundle.HostileBundle;
import io.byteor.e2e.attack.bundle.Tar;
import io.byteor.schemas.bundle.BundleLayout;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The door of ingest, as an attacker finds it. Thread-safe. */
public final class Door implements AutoCloseable {
    public static final String BUNDLES = "/capture/v1/bundles";
    private static final String TAR = "application/x-tar";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGEST_ANSWER = 64 << 10;

    private final URI url;
    private final URI own;
    private final Tokens tokens;
    private final Blobs blobs = new Blobs(this);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * Through the front port, unless an attack is for ingest's own.
     *
     * @param own address of ingest itself
     */
    public Door(URI url, URI own, Tokens tokens) {
        this.url = url;
        this.own = own;
        this.tokens = tokens;
    }

    public Tokens tokens() {
        return tokens;
    }

    /** The way in for content that is sent ahead of its bundle. */
    public Blobs blobs() {
        return blobs;
    }

    /** Sends an archive as the agent. */
    public Reply push(String agent, byte[] archive) throws IOException, InterruptedException {
        return push(tokens.agent(agent), TAR, BodyPublishers.ofByteArray(archive));
    }

    public Reply push(String agent, HostileBundle bundle) throws IOException, InterruptedException {
        return push(agent, bundle.tar());
    }

    public Reply push(String token, String mediaType, BodyPublisher body) throws IOException, InterruptedException {
        return send(token, request(BUNDLES).header("Content-Type", mediaType).POST(body));
    }

    public Reply get(String token, String path) throws IOException, InterruptedException {
        return send(token, request(path));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE);
    }

    public Reply send(String token, HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        return new Reply(response.statusCode(), headers, response.body());
    }

    /** Begins to send an archive of that length and sends no more of it than this. */
    public Slow beginPush(String agent, String length, byte[] beginning) throws IOException {
        return begin("POST " + BUNDLES, agent, length, beginning);
    }

    /** Begins a request with a body of that length and sends no more of it than this. */
    public Slow begin(String request, String agent, String length, byte[] beginning) throws IOException {
        Slow begun = connect(url, head(request, agent, length));
        begun.socket().getOutputStream().write(beginning);
        return begun;
    }

    /** Begins a request at ingest's own port, and sends nothing of its body. */
    public Slow beginAtIngest(String request, String agent, String length) throws IOException {
        return connect(own, head(request, agent, length));
    }

    /** Sends the beginning of a head to ingest's own port. */
    public Slow beginHeadAtIngest(String beginning) throws IOException {
        return connect(own, beginning);
    }

    private String head(String request, String agent, String length) {
        return """
                %s HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Type: %s\r
                %s\r
                \r
                """.formatted(request, url.getAuthority(), tokens.agent(agent), TAR, length);
    }

    private static Slow connect(URI to, String beginning) throws IOException {
        Socket socket = new Socket(to.getHost(), to.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.getOutputStream().write(beginning.getBytes(UTF_8));
        return new Slow(socket);
    }

    /** A tar header that announces a file, the beginning of what could become a bundle. */
    public static byte[] beginning() {
        return Arrays.copyOf(Tar.single("b/" + BundleLayout.BAGIT, Tar.FILE), 512);
    }

    @Override
    public void close() {
        client.close();
    }

    /** A request that is not all sent. */
    public record Slow(Socket socket) implements AutoCloseable {
        public Reply reply() throws IOException {
            InputStream in = socket.getInputStream();
            byte[] answer = new byte[LARGEST_ANSWER];
            int count = 0;
            int more = in.read(answer);
            while (more > 0 && !complete(new String(answer, 0, count + more, UTF_8))) {
                count += more;
                more = in.read(answer, count, answer.length - count);
            }
            return parsed(new String(answer, 0, count + Math.max(0, more), UTF_8));
        }

        private static boolean complete(String answer) {
            return answer.contains("\r\n\r\n") && answer.endsWith("}");
        }

        private static Reply parsed(String answer) {
            int end = answer.indexOf("\r\n\r\n");
            String head = end < 0 ? answer : answer.substring(0, end);
            Map<String, String> headers = new HashMap<>();
            head.lines().skip(1).forEach(field -> {
                int colon = field.indexOf(':');
                headers.put(
                        field.substring(0, colon).toLowerCase(Locale.ROOT),
                        field.substring(colon + 1).strip());
            });
            int status = head.startsWith("HTTP/1.1 ") ? Integer.parseInt(head.substring(9, 12)) : 0;
            return new Reply(status, headers, end < 0 ? "" : answer.substring(end + 4));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
