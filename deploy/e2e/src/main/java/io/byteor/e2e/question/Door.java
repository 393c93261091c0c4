package io.byteor.e2e.question;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Audit-sink's door, asked by the thread that waits for the answer, call after call over one connection: as a psql asks the database.
 *
 * @param address host and port
 * @param token whose bearer may read everything
 */
record Door(String address, String token) {
    private static final int PATIENCE_MILLIS = 120_000;

    /** The whole answer. */
    byte[] get(String path) throws IOException {
        try (InputStream answer = open(path)) {
            return answer.readAllBytes();
        }
    }

    /** Reads the whole answer and keeps nothing of it. */
    void drain(String path) throws IOException {
        try (InputStream answer = open(path)) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }

    private InputStream open(String path) throws IOException {
        HttpURLConnection call = connection(path);
        call.setReadTimeout(PATIENCE_MILLIS);
        call.setRequestProperty("Authorization", "Bearer " + token);
        if (call.getResponseCode() != HttpURLConnection.HTTP_OK) {
            try (InputStream problem =
                    Objects.requireNonNullElse(call.getErrorStream(), InputStream.nullInputStream())) {
                throw new IllegalStateException(path + ": " + call.getResponseCode() + " "
                        + new String(problem.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return call.getInputStream();
    }

    private HttpURLConnection connection(String path) throws IOException {
        return (HttpURLConnection)
                URI.create("http://" + address + path).toURL().openConnection();
    }
}
