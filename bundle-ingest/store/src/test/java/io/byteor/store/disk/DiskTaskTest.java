package io.byteor.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DiskTaskTest {
    @Test
    void allRunAtOnce() throws IOException {
        CountDownLatch everyone = new CountDownLatch(3);
        AtomicInteger met = new AtomicInteger();
        DiskTask.Action meeting = () -> {
            everyone.countDown();
            awaited(everyone);
            met.incrementAndGet();
        };

        DiskTask.all(List.of(meeting, meeting, meeting));

        assertThat(met).hasValue(3);
    }

    @Test
    void whenSomeFailTheOthersAreWaitedForAndEveryFailureIsTold() {
        CountDownLatch failed = new CountDownLatch(2);
        AtomicInteger done = new AtomicInteger();
        List<DiskTask.Action> syncs = List.of(
                () -> {
                    failed.countDown();
                    throw new IOException("first");
                },
                () -> {
                    failed.countDown();
                    throw new IllegalStateException("second");
                },
                () -> {
                    awaited(failed);
                    done.incrementAndGet();
                });

        assertThatThrownBy(() -> DiskTask.all(syncs))
                .isInstanceOf(IOException.class)
                .hasMessage("first")
                .satisfies(first -> assertThat(first.getSuppressed())
                        .singleElement()
                        .extracting(Throwable::getCause)
                        .isInstanceOf(IllegalStateException.class));
        assertThat(done).hasValue(1);
    }

    private static void awaited(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
