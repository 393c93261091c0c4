package io.byteor.e2e.govern.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.Page;
import io.byteor.cli.api.PageQuery;
import io.byteor.cli.http.CallOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Escalations as an operator sees them. They come a moment after what causes them. */
final class Escalations {
    /** Answers are told each second, and escalated a few commits later. */
    private static final Duration SETTLED = Duration.ofMillis(2_500);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int PAGE = 1_000;

    private final GovernApi operator;
    private final Set<String> earlier;

    /** Those that come from now on. */
    Escalations(GovernApi operator) {
        this.operator = operator;
        this.earlier = page().stream().map(Escalations::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Waits until so many have come, and long enough for more to come. */
    void settle(long expected) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (all() < expected && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN);
        }
        Thread.sleep(SETTLED);
    }

    long of(String cause, String subject) {
        return count(it -> is(it, cause, subject));
    }

    long all() {
        return count(_ -> true);
    }

    /** Acknowledges and resolves the one that is open. */
    void resolve(String cause, String subject) {
        String open = page().stream()
                .filter(it ->
                        is(it, cause, subject) && it.path("state").asText().equals("raised"))
                .map(Escalations::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing is open of " + cause + " about " + subject));
        operator.moveEscalation(open, "ack", "seen", CallOptions.once());
        operator.moveEscalation(open, "resolve", "mended", CallOptions.once());
    }

    private static boolean is(JsonNode escalation, String cause, String subject) {
        return escalation.path("cause").asText().equals(cause)
                && escalation.path("subject").asText().equals(subject);
    }

    private long count(Predicate<JsonNode> which) {
        return page().stream()
                .filter(it -> !earlier.contains(id(it)))
                .filter(which)
                .count();
    }

    private static String id(JsonNode escalation) {
        return escalation.path("escalationId").asText();
    }

    private List<JsonNode> page() {
        Page page = operator.escalations(null, new PageQuery(null, PAGE));
        if (!page.next().isEmpty()) {
            throw new IllegalStateException("more than " + PAGE + " escalations");
        }
        return page.items();
    }
}
