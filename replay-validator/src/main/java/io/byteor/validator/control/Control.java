package io.byteor.validator.control;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.validator.approval.Approval;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What becomes of what is wanted of a replay when somebody asks for something else. Pure. */
public final class Control {
    private static final String ANY = "*";

    private Control() {}

    /** Of a replay that nobody but its requester has said anything about: that it runs. To whoever asks, it is as if they had. */
    public static ReplayControl unasked(ReplayControlRequested asked, String environment) {
        return ReplayControl.newBuilder()
                .setReplayId(asked.getReplayId())
                .setRevision(0)
                .setEnvironment(environment)
                .setWanted(Wanted.RUNNING.word())
                .setBy(asked.getBy())
                .setReason(asked.getReason())
                .setTicket(asked.getTicket())
                .setChangedAt(asked.getAt())
                .build();
    }

    /**
     * What is wanted from now on; the same where that is wanted already, so that the first to ask stands as the one who did.
     *
     * @param ended whether the replay has its audit
     * @throws ByteorException FORBIDDEN, or REPLAY_SETTLED where it has ended or is being cancelled
     */
    public static ReplayControl asked(
            ReplayControl standing, ReplayControlRequested asked, boolean ended, Instant now) {
        if (!claims(asked.getEnvironments(), standing.getEnvironment())) {
            throw new ByteorException(
                    ErrorCode.FORBIDDEN,
                    "it runs outside the token's environments",
                    "environment",
                    standing.getEnvironment());
        }
        Wanted wanted = Wanted.by(asked.getControl())
                .orElseThrow(() -> new IllegalStateException("no control of a replay: " + asked.getControl()));
        Wanted before = Wanted.of(standing);
        if (wanted == before && repeats(standing, asked)) {
            return standing;
        }
        if (ended) {
            throw settled(asked, "it has ended");
        }
        if (wanted == before) {
            return standing;
        }
        if (before == Wanted.CANCELLED) {
            throw settled(asked, "it is being cancelled");
        }
        // Field by field: a builder that copies looks classes up by a loader that is not everywhere ours.
        return ReplayControl.newBuilder()
                .setReplayId(standing.getReplayId())
                .setRevision(standing.getRevision() + 1)
                .setEnvironment(standing.getEnvironment())
                .setWanted(wanted.word())
                .setBy(asked.getBy())
                .setReason(asked.getReason())
                .setTicket(asked.getTicket())
                .setChangedAt(now)
                .build();
    }

    private static ByteorException settled(ReplayControlRequested asked, String why) {
        return new ByteorException(ErrorCode.REPLAY_SETTLED, why, "replayId", asked.getReplayId());
    }

    private static boolean claims(List<String> environments, String environment) {
        return environments.contains(ANY) || environments.contains(environment);
    }

    private static boolean repeats(ReplayControl standing, ReplayControlRequested asked) {
        return standing.getRevision() > 0
                && Approval.same(standing.getBy(), asked.getBy())
                && standing.getReason().equals(asked.getReason())
                && Objects.equals(standing.getTicket(), asked.getTicket());
    }
}
