package io.byteor.schemas.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Asks until there is an answer, with pauses that double up to a bound. Thread-safe. */
final class Persistence {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final RegistryListener listener;
    private final InstantSource clock;
    private final Duration firstPause;
    private final CountDownLatch ended = new CountDownLatch(1);

    Persistence(RegistryListener listener) {
        this(listener, InstantSource.system(), FIRST_PAUSE);
    }

    Persistence(RegistryListener listener, InstantSource clock, Duration firstPause) {
        this.listener = listener;
        this.clock = clock;
        this.firstPause = firstPause;
    }

    /** The answer to a question that fails with {@link RegistryUnreachableException} as long as there is none. */
    <T> T ask(String purpose, Supplier<T> question) {
        Duration pause = firstPause;
        Instant since = clock.instant();
        for (int attempt = 1; ; attempt++) {
            try {
                T answer = question.get();
                if (attempt > 1) {
                    listener.reachableAgain(Duration.between(since, clock.instant()));
                }
                return answer;
            } catch (RegistryUnreachableException e) {
                if (wasInterrupted(e)) {
                    Thread.currentThread().interrupt();
                }
                listener.unreachable(purpose, attempt, e);
            }
            await(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Ends every wait, now and later. */
    void end() {
        ended.countDown();
    }

    private void await(Duration pause) {
        try {
            if (ended.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new InterruptException("closed while the registry was away");
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static boolean wasInterrupted(Throwable e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }
}
