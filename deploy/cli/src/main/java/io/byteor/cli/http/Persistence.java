package io.byteor.cli.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tries again what may yet succeed: where nobody answers, and where a service says that it cannot now. Pauses double, with
 * jitter that only adds to them: a service that says how long to wait is not asked sooner. Patience ends when nothing has been gained for so long; what many
 * threads gain counts for each of them. Thread-safe.
 */
public final class Persistence {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Duration patience;
    private final Consumer<String> listener;
    private final Passage passage;
    private final Random jitter;
    private final AtomicLong gained;

    Persistence(Duration patience, Consumer<String> listener, Passage passage, Random jitter) {
        this.patience = patience;
        this.listener = listener;
        this.passage = passage;
        this.jitter = jitter;
        this.gained = new AtomicLong(passage.nanos());
    }

    /**
     * For so long without gain.
     *
     * @param listener is told why it is tried again, and when
     */
    public static Persistence of(Duration patience, Consumer<String> listener) {
        return new Persistence(patience, listener, Passage.REAL, new Random());
    }

    /** Patience begins anew. */
    public void gained() {
        gained.set(passage.nanos());
    }

    /**
     * The outcome of the first attempt that succeeds.
     *
     * @throws ApiException or {@link NoAnswerException} of the last attempt, when patience is at its end or it can never succeed
     */
    public <T> T until(Supplier<T> attempt) {
        for (Duration pause = FIRST_PAUSE; true; pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE)) {
            try {
                T outcome = attempt.get();
                gained();
                return outcome;
            } catch (NoAnswerException silent) {
                again(silent, pause);
            } catch (ApiException refused) {
                if (!refused.passing()) {
                    throw refused;
                }
                again(refused, refused.retryAfter().orElse(pause));
            }
        }
    }

    private void again(RuntimeException failure, Duration pause) {
        Duration next = pause.multipliedBy(100 + jitter.nextInt(41)).dividedBy(100);
        Duration left = patience.minusNanos(passage.nanos() - gained.get());
        if (Thread.currentThread().isInterrupted() || left.compareTo(next) < 0) {
            throw failure;
        }
        listener.accept(String.format(
                Locale.ROOT, "%s; trying again in %.1f s", failure.getMessage(), next.toMillis() / 1000.0));
        try {
            passage.pause(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
