package io.byteor.backends.process;

import io.byteor.backends.BackendFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on 127.0.0.1, the only address that an embedded backend binds. */
public final class LoopbackPort {

    public static final String HOST = "127.0.0.1";

    private LoopbackPort() {}

    /**
     * The port asked for, or a free one for 0. Another process can take a port between this answer and its use.
     *
     * @throws BackendFailure when the port asked for is taken
     */
    public static int resolve(String role, int requested) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), requested));
            return socket.getLocalPort();
        } catch (IOException taken) {
            throw new BackendFailure(
                    "The %s cannot listen on %s:%d: %s".formatted(role, HOST, requested, taken.getMessage()), taken);
        }
    }
}
