package io.byteor.e2e.attack.door;

import io.byteor.e2e.attack.bundle.HostileBundle;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sends content ahead of its bundle, and remembers what of it was honest. Thread-safe. */
public final class Blobs {
    public static final String PATH = "/capture/v1/blobs/";

    private static final String JSON = "application/json";

    private final Door door;
    private final Map<Digest, Long> honest = new ConcurrentHashMap<>();

    public Blobs(Door door) {
        this.door = door;
    }

    /** How many bytes of which content may be staged. */
    public Map<Digest, Long> honest() {
        return honest;
    }

    /** Notes that so many bytes may stay. */
    public void mayStay(Digest blob, long bytes) {
        honest.put(blob, bytes);
    }

    public Reply put(String agent, String digest, byte[] content) throws IOException, InterruptedException {
        return send(agent, request(digest), BodyPublishers.ofByteArray(content));
    }

    public Reply put(String agent, String digest, String range, byte[] content)
            throws IOException, InterruptedException {
        return send(agent, request(digest).header("Content-Range", range), BodyPublishers.ofByteArray(content));
    }

    /** Sends a body that announces no length. */
    public Reply stream(String agent, HttpRequest.Builder request, byte[] content)
            throws IOException, InterruptedException {
        return send(agent, request, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)));
    }

    public HttpRequest.Builder request(String digest) {
        return door.request(PATH + digest);
    }

    private Reply send(String agent, HttpRequest.Builder request, BodyPublisher body)
            throws IOException, InterruptedException {
        return door.send(
                door.tokens().agent(agent),
                request.header("Content-Type", "application/octet-stream").PUT(body));
    }

    /** Sends the bytes from one to before another as they are. */
    public Reply part(String agent, byte[] content, int from, int to) throws IOException, InterruptedException {
        return put(
                agent,
                Digest.of(content).toString(),
                "bytes %d-%d/%d".formatted(from, to - 1, content.length),
                Arrays.copyOfRange(content, from, to));
    }

    /** Stages the beginning of a blob, which stays. */
    public void stageBeginning(String agent, byte[] content, int to) throws IOException, InterruptedException {
        mayStay(Digest.of(content), to);
        require(part(agent, content, 0, to), 202);
    }

    /** Stages all the content of a bundle, which stays. */
    public void stage(String agent, HostileBundle bundle) throws IOException, InterruptedException {
        for (Map.Entry<Digest, byte[]> blob : bundle.blobs().entrySet()) {
            mayStay(blob.getKey(), blob.getValue().length);
            require(put(agent, blob.getKey().toString(), blob.getValue()), 201);
        }
    }

    public Reply commit(String agent, String manifests) throws IOException, InterruptedException {
        return door.push(door.tokens().agent(agent), JSON, BodyPublishers.ofString(manifests));
    }

    /** Stages a bundle's content and commits it. */
    public Reply push(String agent, HostileBundle bundle) throws IOException, InterruptedException {
        return push(agent, bundle, door.tokens().agent(agent));
    }

    public Reply push(String agent, HostileBundle bundle, String token) throws IOException, InterruptedException {
        stage(agent, bundle);
        for (String path : List.of(BundleLayout.MANIFEST, BundleLayout.TAG_MANIFEST)) {
            mayStay(Digest.of(bundle.file(path)), bundle.file(path).length);
        }
        return door.push(token, JSON, BodyPublishers.ofString(bundle.manifests()));
    }

    /** Whether this agent is told that nothing of it has arrived. */
    public boolean isUnknown(String agent, Digest blob) throws IOException, InterruptedException {
        HttpRequest.Builder head = request(blob.toString()).method("HEAD", BodyPublishers.noBody());
        return door.send(door.tokens().agent(agent), head).status() == 404;
    }

    private static void require(Reply reply, int status) {
        if (reply.status() != status) {
            throw new IllegalStateException("expected %d, got %s".formatted(status, reply));
        }
    }
}
