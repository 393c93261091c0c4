package io.byteor.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnnouncementLoopTest {
    private final CountDownLatch rounds = new CountDownLatch(2);

    @Test
    void goesOnWithTheRoundAndWithTheNextWhateverAChoreThrows() throws InterruptedException {
        AnnouncementLoop loop = new AnnouncementLoop(
                List.of(
                        () -> {
                            throw new UncheckedIOException(new IOException("a page of the listing"));
                        },
                        () -> {
                            throw new IllegalArgumentException("a record that is none");
                        },
                        () -> {
                            throw new IOException("the store");
                        },
                        () -> {
                            throw new ByteorException(ErrorCode.UNAVAILABLE, "the broker");
                        },
                        rounds::countDown),
                Duration.ofMillis(1));

        Thread thread = Thread.ofPlatform().daemon().start(loop);

        assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    }
}
