package io.byteor.runner.target.http;

import io.byteor.runner.target.Parcel;
import io.byteor.runner.walk.Ruling;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.error.ErrorCode;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Brings a parcel to a server. Another attempt is made only where it is safe: where no byte was sent, where the server says that it
 * took nothing (429, or 503 with a time), or where it takes requests that repeat one another for one. Once an attempt may have
 * arrived, the outcome is applied or unknown, whatever later ones come to. While the server asks to be left alone, no attempt of
 * any parcel begins. Thread-safe.
 *
 * @param quiet what the server has asked for, shared by all that goes to it
 * @param repeatable whether a request that may have arrived can be sent once more
 */
record Delivery(Courier courier, Backoff backoff, Pacing pacing, QuietTime quiet, boolean repeatable) {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final Ruling CANCELLED =
            new Ruling(ActionDecision.SKIPPED, "the replay was cancelled before it was sent");
    private static final Ruling LEFT_ALONE = new Ruling(
            ActionDecision.FAILED,
            ErrorCode.TARGET_FAILED + ": not sent: the server asks to be left alone for too long");

    /**
     * What an attempt means.
     *
     * @param doubtful whether it may have had its effect
     * @param again whether another may follow
     * @param pause how long that one waits at least; the back-off comes on top, so that those who were asked alike part
     */
    private record Meaning(String reason, boolean doubtful, boolean again, Duration pause) {}

    /**
     * Delivers. What would have to wait for longer than it may fails without a request, and a later replay can send it.
     *
     * @param until when no further attempt begins, as {@link Pacing#nanos}
     * @param cancelled whether no further attempt begins any more; what none was made of is skipped
     */
    Ruling deliver(Parcel parcel, long until, BooleanSupplier cancelled) throws InterruptedException {
        boolean barred = quiet.left().isPositive() && !waits(Duration.ZERO, 0, until, cancelled);
        if (cancelled.getAsBoolean()) {
            return CANCELLED;
        }
        if (barred) {
            return LEFT_ALONE;
        }
        boolean doubtful = false;
        for (int failures = 0; ; failures++) {
            Attempt attempt = courier.attempt(parcel);
            if (attempt instanceof Attempt.Answered(int status, var _) && status / 100 == 2) {
                return Ruling.of(ActionDecision.APPLIED);
            }
            Meaning meaning = meaning(attempt);
            doubtful |= meaning.doubtful;
            quiet.ask(meaning.pause);
            if (!meaning.again || !waits(meaning.pause, failures, until, cancelled) || cancelled.getAsBoolean()) {
                return new Ruling(
                        doubtful ? ActionDecision.UNKNOWN : ActionDecision.FAILED,
                        ErrorCode.TARGET_FAILED + ": " + meaning.reason);
            }
        }
    }

    /** Waits for so long, for the server's quiet time and the back-off; false, and without a wait, where that is too long. */
    private boolean waits(Duration least, int failures, long until, BooleanSupplier cancelled)
            throws InterruptedException {
        Duration asked = quiet.left();
        Duration wait = (least.compareTo(asked) > 0 ? least : asked).plus(backoff.after(failures));
        do {
            if (wait.compareTo(Duration.ofNanos(until - pacing.nanos())) > 0) {
                return false;
            }
            pacing.pause(wait, cancelled);
            wait = quiet.left(); // Others may have been asked for more meanwhile.
        } while (wait.isPositive() && !cancelled.getAsBoolean());
        return true;
    }

    private Meaning meaning(Attempt attempt) {
        return switch (attempt) {
            case Attempt.NotSent(String reason, boolean forGood) -> new Meaning(reason, false, !forGood, Duration.ZERO);
            case Attempt.Lost(String reason) -> new Meaning(reason, true, repeatable, Duration.ZERO);
            case Attempt.Answered(int status, Duration retryAfter) -> {
                String reason = "the server answered " + status;
                Duration asked = Objects.requireNonNullElse(retryAfter, Duration.ZERO);
                if (status == TOO_MANY_REQUESTS || (status == SERVICE_UNAVAILABLE && retryAfter != null)) {
                    yield new Meaning(reason, false, true, asked);
                }
                yield status >= 500
                        ? new Meaning(reason, true, repeatable, asked)
                        : new Meaning(reason, false, false, Duration.ZERO);
            }
        };
    }
}
