package io.byteor.audit.live;

import io.byteor.audit.query.Reach;
import org.jspecify.annotations.Nullable;

/**
 * What has changed of replays, in the order of the changes. A replay that changed several times since the place is told once, as it
 * stands. Nothing is missed, and nothing is kept for whoever follows. Thread-safe.
 */
public interface Changes {
    /** Behind all that has changed so far. */
    Place now();

    /**
     * Those behind the place that lie within the reach.
     *
     * @param replayId the one replay that is followed; null for all
     * @param most how many at most; the rest follows behind the last of them
     */
    Changed behind(Place place, @Nullable String replayId, Reach reach, int most);

    /** Whether the replay has ended and has not changed behind the place, so that whoever has come so far knows its end. */
    boolean ended(Place place, String replayId);
}
