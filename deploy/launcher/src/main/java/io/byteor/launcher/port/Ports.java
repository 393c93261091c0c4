package io.byteor.launcher.port;

import io.byteor.launcher.LaunchFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Hands out loopback ports that nobody listens on. They lie below the range from which operating systems take the near end of
 * outgoing connections, so that none is lost to one between the choice and its use. Not thread-safe.
 */
public final class Ports {
    public static final String HOST = "127.0.0.1";
    static final int LEAST = 20_000;
    static final int BEYOND = 30_000;
    private static final int TRIES = 1_000;

    private final RandomGenerator random;
    private final Set<Integer> given = new HashSet<>();

    public Ports(RandomGenerator random) {
        this.random = random;
    }

    /**
     * A free port that was not given before.
     *
     * @throws LaunchFailure if none is found
     */
    public int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(LEAST, BEYOND);
            if (!given.contains(port) && isFree(port)) {
                given.add(port);
                return port;
            }
        }
        throw new LaunchFailure("no free port on %s between %d and %d".formatted(HOST, LEAST, BEYOND - 1));
    }

    /** Whether one could listen on this port of the loopback address now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
