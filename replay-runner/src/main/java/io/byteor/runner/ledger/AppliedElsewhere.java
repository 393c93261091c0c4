package io.byteor.runner.ledger;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.ResolvedTarget;
import io.byteor.schemas.target.TargetAddress;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What other replays of a root bundle applied to the targets of one of them. A name stands for another place in another environment,
 * and after an environment has moved it: what was applied there has not happened here. Where it cannot be told it counts as the same,
 * so that nothing is applied twice.
 */
public final class AppliedElsewhere {
    private AppliedElsewhere() {}

    /**
     * The entries that keep a replay from applying an effect again.
     *
     * @param all checkpoints of the root bundle, that of the replay among them
     */
    public static List<LedgerEntry> of(ReplayCheckpoint replay, Collection<ReplayCheckpoint> all) {
        return all.stream()
                .filter(other -> !other.getReplayId().equals(replay.getReplayId()))
                .flatMap(other -> Stream.concat(other.getLedger().stream(), other.getDispatching().stream())
                        .filter(entry -> samePlace(entry.getTarget(), replay, other)))
                .toList();
    }

    private static boolean samePlace(String target, ReplayCheckpoint one, ReplayCheckpoint other) {
        String ours = place(target, one);
        String theirs = place(target, other);
        return ours.isEmpty() || theirs.isEmpty() || ours.equals(theirs);
    }

    /** Empty where it cannot be told. */
    private static String place(String target, ReplayCheckpoint replay) {
        for (ResolvedTarget resolved : replay.getAccepted().getTargets()) {
            if (resolved.getName().equals(target)) {
                try {
                    return TargetAddress.resolved(target, resolved.getAddress()).place();
                } catch (ByteorException _) {
                    return "";
                }
            }
        }
        return "";
    }
}
