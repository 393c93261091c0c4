package io.byteor.audit.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A door in front of the registry that can be shut: connections are then cut, and new ones are cut at once. */
final class Gateway implements AutoCloseable {
    private final URI registry;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;

    Gateway(URI registry) throws IOException {
        this.registry = registry;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort() + registry.getPath());
    }

    void shut() throws IOException {
        shut = true;
        for (Socket socket : open) {
            socket.close();
        }
    }

    void unshut() {
        shut = false;
    }

    @Override
    public void close() throws IOException {
        shut();
        door.close();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket in = door.accept();
                if (shut) {
                    in.close();
                    continue;
                }
                Socket out = new Socket(registry.getHost(), registry.getPort());
                open.add(in);
                open.add(out);
                Thread.ofVirtual().start(() -> pass(in, out));
                Thread.ofVirtual().start(() -> pass(out, in));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException _) {
            // Cut, as it was meant to be.
        } finally {
            open.remove(from);
        }
    }
}
