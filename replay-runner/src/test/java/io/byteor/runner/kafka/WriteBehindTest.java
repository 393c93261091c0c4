package io.byteor.runner.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.runner.replay.ChunkFailedException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteBehindTest {
    private static final long ALL_THE_ROOM = 1L << 40;

    private final WriteBehind behind = new WriteBehind("write-test");
    private final List<Object> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        behind.end();
    }

    @Test
    void carriesOutStepsInTheirOrderOnAThreadOfItsOwn() {
        IntStream.range(0, 100).forEach(i -> behind.hand(() -> done.add(i), ALL_THE_ROOM));
        behind.hand(() -> done.add(Thread.currentThread()), 0);

        behind.await();

        assertThat(done.subList(0, 100))
                .isEqualTo(IntStream.range(0, 100).boxed().toList());
        assertThat(done.getLast()).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void carriesOutNothingBehindAStepThatFailedAndSaysSoEachTime() {
        IllegalStateException failure = new IllegalStateException("failed");
        CountDownLatch failing = new CountDownLatch(1);
        behind.hand(
                () -> {
                    awaited(failing);
                    throw failure;
                },
                1);
        behind.hand(() -> done.add("behind"), 1);
        failing.countDown();

        assertThatThrownBy(behind::await).isSameAs(failure);
        assertThatThrownBy(() -> behind.hand(() -> done.add("later"), 1)).isSameAs(failure);
        assertThatThrownBy(behind::await).isSameAs(failure);
        assertThat(done).isEmpty();
    }

    @Test
    void asksToBeClaimedAnewAfterAnError() {
        behind.hand(
                () -> {
                    throw new StackOverflowError();
                },
                1);

        assertThatExceptionOfType(ChunkFailedException.class)
                .isThrownBy(behind::await)
                .withCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void letsWhoeverWaitsForRoomBeInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        behind.hand(() -> awaited(never), ALL_THE_ROOM);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(ChunkFailedException.class).isThrownBy(() -> behind.hand(() -> done.add("more"), 1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(behind.end()).isTrue();
        assertThat(done).isEmpty();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
