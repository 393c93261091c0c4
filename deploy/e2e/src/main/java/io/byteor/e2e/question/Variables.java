package io.byteor.e2e.question;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the page's variables stand for over a population. */
record Variables(Population population) {
    /** The bundle that questions about one are about. */
    static final int BUNDLE = 3;

    static final int SEQUENCE = 7;
    static final String PERSON = "https://byteor.local#a0";
    private static final int WINDOW_SECONDS = 3_000;

    /** Those of a question, which counts from 1; the third is about a window. */
    Map<String, String> of(int question) {
        Map<String, String> values = new HashMap<>();
        boolean window = question == 3;
        values.put("from", (window ? begin() : population.replay(0).requestedAt()).toString());
        values.put("to", (window ? end() : Instant.parse("2024-12-31T00:00:00Z")).toString());
        values.put("environment", Population.environment(0));
        values.put("target", Population.ALERTS);
        values.put("spec_hash", Population.specHash(BUNDLE));
        values.put("bundle_id", Population.bundleId(BUNDLE));
        values.put("lane", "feed");
        values.put("sequence", String.valueOf(SEQUENCE));
        values.put("pipeline", Population.pipeline(BUNDLE));
        values.put("incident", Population.incident(BUNDLE));
        values.put("person", PERSON);
        return values;
    }

    /** Of the window, on the second day. */
    Instant begin() {
        return population.replay(population.replaysPerDay()).requestedAt().plusSeconds(WINDOW_SECONDS);
    }

    /** Exclusive. */
    Instant end() {
        return begin().plusSeconds(2 * WINDOW_SECONDS);
    }
}
