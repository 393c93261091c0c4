package io.byteor.e2e.simulation;

import io.byteor.schemas.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What strikes when, and what time it is: both by the seed alone. Keeps a digest of the history. */
final class Schedule implements InstantSource {
    /** So many faults at most, so that every history ends. */
    private static final int MOST = 8;

    private final Random random;
    private final int oneIn;
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private final Map<Turn, Integer> passed = new EnumMap<>(Turn.class);
    private final MessageDigest history = Digest.newSha256();
    private Instant now = Instant.parse("2026-11-23T20:00:00Z");
    private int faults;

    Schedule(long seed) {
        this.random = new Random(seed);
        this.oneIn = 8 + random.nextInt(120);
    }

    /** Which of these strikes at this step; mostly none. */
    @Nullable
    Fault draw(String step, Fault... possible) {
        Fault drawn = null;
        if (faults < MOST && random.nextInt(oneIn) == 0) {
            drawn = possible[random.nextInt(possible.length)];
            strike(drawn);
        }
        history.update((step + " " + drawn + "\n").getBytes(StandardCharsets.UTF_8));
        return drawn;
    }

    void strike(Fault fault) {
        faults++;
        history.update((fault + "\n").getBytes(StandardCharsets.UTF_8));
        struck.merge(fault, 1, Integer::sum);
    }

    void pass(Turn turn) {
        passed.merge(turn, 1, Integer::sum);
    }

    Map<Turn, Integer> passed() {
        return passed;
    }

    int pick(int bound) {
        return random.nextInt(bound);
    }

    /** Time passes whenever somebody looks. */
    @Override
    public Instant instant() {
        now = now.plusMillis(random.nextInt(40));
        return now;
    }

    Map<Fault, Integer> struck() {
        return struck;
    }

    String history() {
        return Digest.ofRaw(history.digest()).toString();
    }
}
