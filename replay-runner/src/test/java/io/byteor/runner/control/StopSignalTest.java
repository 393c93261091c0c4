package io.byteor.runner.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class StopSignalTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Wish PAUSE = new Wish.Pause("wait");

    private final StopSignal signal = new StopSignal();

    @Test
    void wakesAWaitAsSoonAsSomethingElseIsWanted() {
        CompletableFuture<Void> waiting = waiting(() -> signal.pauseUnlessTurned(LONG));

        signal.turn(PAUSE);

        await().until(waiting::isDone);
        assertThatExceptionOfType(TurnedException.class)
                .isThrownBy(signal::obey)
                .satisfies(turned -> assertThat(turned.wish()).isEqualTo(PAUSE));
        signal.turn(Wish.RUN);
        signal.obey();
    }

    @Test
    void letsABackOffWaitWhileTheSameIsWanted() {
        signal.turn(PAUSE);
        CompletableFuture<Void> waiting = waiting(() -> signal.pauseWhile(PAUSE, LONG));
        CompletableFuture<Void> turned = waiting(() -> signal.pauseWhile(Wish.RUN, LONG));
        await().until(turned::isDone);
        assertThat(waiting).isNotDone();

        signal.request();

        await().until(waiting::isCompletedExceptionally);
        assertThatExceptionOfType(StoppedException.class).isThrownBy(signal::obey);
    }

    private static CompletableFuture<Void> waiting(Runnable wait) {
        return CompletableFuture.runAsync(wait, Executors.newVirtualThreadPerTaskExecutor());
    }
}
