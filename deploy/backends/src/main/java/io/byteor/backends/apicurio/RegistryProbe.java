package io.byteor.backends.apicurio;

import io.byteor.backends.process.Ending;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a registry for a page of artifacts, which it can only answer from its database. */
final class RegistryProbe {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final int OK = 200;

    private RegistryProbe() {}

    /** Whether the registry answers within the time; false early when its process has ended or the thread is interrupted. */
    static boolean answers(URI coreApi, ProcessHandle process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        HttpRequest request = HttpRequest.newBuilder(URI.create(coreApi + "/search/artifacts?limit=1"))
                .timeout(CALL)
                .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CALL).build()) {
            do {
                if (answers(client, request)) {
                    return true;
                }
            } while (!Ending.awaited(process, PAUSE)
                    && !Thread.currentThread().isInterrupted()
                    && System.nanoTime() < deadline);
            return false;
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) {
        try {
            HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
            return response.statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
