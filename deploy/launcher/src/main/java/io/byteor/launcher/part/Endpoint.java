package io.byteor.launcher.part;

import io.byteor.launcher.port.Ports;
import java.net.URI;

/**
 * Where a part listens.
 *
 * @param port of what it serves
 * @param management port of health and metrics; 0 for a backend, which has none
 */
public record Endpoint(int port, int management) {

    /** Host and port, as clients of the broker and the database take them. */
    public String address() {
        return Ports.HOST + ":" + port;
    }

    /** The readiness check of a service (MicroProfile Health). */
    public URI readiness() {
        return URI.create("http://%s:%d/q/health/ready".formatted(Ports.HOST, management));
    }
}
