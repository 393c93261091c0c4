package io.byteor.runner.progress;

import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.event.LanePosition;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.ReplayProgressed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one replay's progress. Thread-safe. */
final class Track {
    /** The rate is that over the last so many tellings. */
    private static final int REMEMBERED = 10;

    private final String environment;
    private final long expected;
    private final Deque<Point> points = new ArrayDeque<>();
    private ReplayProgressed last;

    private record Point(Instant at, long scanned) {}

    Track(ReplayCheckpoint checkpoint) {
        this.environment = checkpoint.getAccepted().getEnvironment().getName();
        this.expected = Expected.of(checkpoint.getAccepted());
        this.last = standing(checkpoint);
    }

    synchronized void note(ReplayCheckpoint checkpoint) {
        last = standing(checkpoint);
    }

    synchronized String state() {
        return last.getState();
    }

    /** As it stands now. */
    synchronized ReplayProgressed told(Instant now) {
        points.addLast(new Point(now, last.getScanned()));
        if (points.size() > REMEMBERED) {
            points.removeFirst();
        }
        Point first = points.getFirst();
        double seconds = Duration.between(first.at(), now).toNanos() / 1e9;
        double rate = seconds > 0 ? (last.getScanned() - first.scanned()) / seconds : 0;
        return ReplayProgressed.newBuilder(last)
                .setRate(rate)
                .setRemainingMillis(remaining(rate))
                .setAt(now)
                .build();
    }

    private @Nullable Long remaining(double rate) {
        long left = Math.max(0, expected - last.getScanned());
        return rate > 0 ? (Long) (long) (left / rate * 1_000) : null;
    }

    private ReplayProgressed standing(ReplayCheckpoint checkpoint) {
        Map<String, Long> decisions = checkpoint.getByDecision();
        return ReplayProgressed.newBuilder()
                .setReplayId(checkpoint.getReplayId())
                .setEnvironment(environment)
                .setState(checkpoint.getState())
                .setRunner(checkpoint.getRunner())
                .setScanned(checkpoint.getPositions().stream()
                        .mapToLong(LanePosition::getScanned)
                        .sum())
                .setSelected(checkpoint.getPositions().stream()
                        .mapToLong(LanePosition::getSelected)
                        .sum())
                .setExpected(expected)
                .setActions(checkpoint.getActions())
                .setEffects(decisions.getOrDefault(ActionDecision.APPLIED.text(), 0L)
                        + decisions.getOrDefault(ActionDecision.WOULD_APPLY.text(), 0L))
                .setRate(0)
                .setAt(checkpoint.getUpdatedAt())
                .build();
    }
}
