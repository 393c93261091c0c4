package io.byteor.launcher.part;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Whether a part serves. */
public sealed interface Readiness {

    /** Looks once, without waiting for a change. */
    boolean serves() throws InterruptedException;

    /** The check that goes with a part; a backend tells in its log, which begins with the process. */
    static Readiness of(Part part, Endpoint endpoint, Path log, HttpClient client) {
        return part.isService() ? new HealthCheck(endpoint, client) : new ReadyLine(log);
    }

    /** A backend's process says READY on its output once it serves. */
    record ReadyLine(Path log) implements Readiness {
        @Override
        public boolean serves() {
            try (Stream<String> lines = Files.lines(log, java.nio.charset.StandardCharsets.ISO_8859_1)) {
                return lines.anyMatch(line -> line.startsWith("READY "));
            } catch (IOException | java.io.UncheckedIOException notYet) {
                return false;
            }
        }
    }

    /** A service answers its readiness check with 200. */
    record HealthCheck(Endpoint endpoint, HttpClient client) implements Readiness {
        private static final Duration PATIENCE = Duration.ofSeconds(2);
        private static final int OK = 200;

        @Override
        public boolean serves() throws InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(endpoint.readiness())
                    .timeout(PATIENCE)
                    .build();
            try {
                return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
            } catch (IOException notYet) {
                return false;
            }
        }
    }
}
