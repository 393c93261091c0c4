package io.byteor.launcher.front;

import io.byteor.launcher.LaunchFailure;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * For how long the front port waits for a client.
 *
 * @param head from the beginning of a connection, or the end of an answer, to the end of the next request's head
 * @param bodyIdle between two pieces of a body, and before its first. Longer than services wait, so that they answer for what
 *     they have been told of; a request of whose body nothing arrives is not passed on
 */
public record FrontLimits(Duration head, Duration bodyIdle) {
    static final String HEAD = "BYTEOR_FRONT_HEAD";
    static final String BODY_IDLE = "BYTEOR_FRONT_BODY_IDLE";

    /** A minute for either. */
    public static final FrontLimits STANDARD = new FrontLimits(Duration.ofMinutes(1), Duration.ofMinutes(1));

    public FrontLimits {
        if (!head.isPositive() || !bodyIdle.isPositive()) {
            throw new IllegalArgumentException("every limit is positive");
        }
    }

    /**
     * The limits that {@value #HEAD} and {@value #BODY_IDLE} set, as ISO-8601 durations, and the usual ones where they do not.
     *
     * @throws LaunchFailure if one is no positive duration
     */
    public static FrontLimits of(Map<String, String> environment) {
        return new FrontLimits(
                duration(environment, HEAD, STANDARD.head()), duration(environment, BODY_IDLE, STANDARD.bodyIdle()));
    }

    private static Duration duration(Map<String, String> environment, String name, Duration otherwise) {
        String set = environment.get(name);
        if (set == null) {
            return otherwise;
        }
        try {
            Duration duration = Duration.parse(set);
            if (duration.isPositive()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw new LaunchFailure("%s is a duration like PT30S, not %s".formatted(name, set), e);
        }
        throw new LaunchFailure("%s is a positive duration, not %s".formatted(name, set));
    }
}
