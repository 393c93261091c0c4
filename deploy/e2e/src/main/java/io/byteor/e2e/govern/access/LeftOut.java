package io.byteor.e2e.govern.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.byteor.e2e.attack.door.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at what is in lists: all that the environment in the claim has one of, and nothing of another environment.
 *
 * @param ours what is in the claim
 * @param others what is of another environment
 */
record LeftOut(Operations operations, Tokens tokens, Furnished ours, Furnished others) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LOOKS = 100;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration EVENTS = Duration.ofMinutes(1);

    /** Ways in which what is answered to the role is not what the claim allows. */
    Set<String> faults(Row row, String role) throws IOException, InterruptedException {
        String text = all(row, role);
        for (int looks = 0; looks < LOOKS && !showsAny(ours, text); looks++) {
            Thread.sleep(LOOK_AGAIN); // what was done a moment ago may not have arrived
            text = all(row, role);
        }
        return faults(row, role, text);
    }

    /** The same of what must not be shown at all. */
    Set<String> shown(Row row, String role) throws IOException, InterruptedException {
        return showsAny(others, all(row, role))
                ? Set.of(place(row, role) + " shows what is not in the claim")
                : Set.of();
    }

    private Set<String> faults(Row row, String role, String text) {
        Set<String> faults = new TreeSet<>();
        if (!showsAny(ours, text)) {
            faults.add(place(row, role) + " shows nothing of what is in the claim");
        }
        if (showsAny(others, text)) {
            faults.add(place(row, role) + " shows what is not in the claim");
        }
        return faults;
    }

    private String place(Row row, String role) {
        return "%s as '%s' with %s".formatted(row.operation(), role, ours.feed().name());
    }

    private static boolean showsAny(Furnished furnished, String text) {
        return furnished.marks().stream().anyMatch(text::contains);
    }

    /** Page by page to the last. */
    private String all(Row row, String role) throws IOException, InterruptedException {
        String page = text(row, role);
        StringBuilder all = new StringBuilder(page);
        for (String next = next(page); !next.isEmpty(); next = next(page)) {
            page = text(row.asking("after=" + URLEncoder.encode(next, StandardCharsets.UTF_8)), role);
            all.append(page);
        }
        return all.toString();
    }

    /** Opens a stream that does not end by itself. */
    Stream stream(Row row, String role) throws IOException, InterruptedException {
        return new Stream(row, role, operations.body(row, token(role)));
    }

    /** What comes by from now on. */
    final class Stream {
        private final Row row;
        private final String role;
        private final InputStream body;

        private Stream(Row row, String role, InputStream body) {
            this.row = row;
            this.role = role;
            this.body = body;
        }

        /** Faults of all that comes by until the replay does; closes the stream. */
        Set<String> faultsUntil(String replayId) throws IOException {
            StringBuilder text = new StringBuilder();
            long end = System.nanoTime() + EVENTS.toNanos();
            try (BufferedReader events = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                // Where nothing happens, comments come, so that this goes on.
                for (String line = events.readLine();
                        line != null && System.nanoTime() < end;
                        line = events.readLine()) {
                    text.append(line);
                    if (line.contains(replayId)) {
                        return faults(row, role, text.toString());
                    }
                }
            }
            return Set.of(place(row, role) + " does not tell of " + replayId);
        }
    }

    private static String next(String page) throws IOException {
        return page.startsWith("{\"items\"")
                ? MAPPER.readTree(page).path("next").asText("")
                : "";
    }

    private String text(Row row, String role) throws IOException, InterruptedException {
        try (InputStream body = operations.body(row, token(role))) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String token(String role) {
        return tokens.of("somebody-" + role, role, ours.feed().name());
    }
}
