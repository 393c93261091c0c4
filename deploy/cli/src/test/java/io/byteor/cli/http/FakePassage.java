package io.byteor.cli.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes by being waited for. */
final class FakePassage implements Passage {
    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void pause(Duration duration) {
        pauses.add(duration);
        nanos += duration.toNanos();
    }

    List<Duration> pauses() {
        return pauses;
    }
}
