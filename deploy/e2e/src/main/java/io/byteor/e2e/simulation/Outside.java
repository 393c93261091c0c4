package io.byteor.e2e.simulation;

import io.byteor.runner.bundle.Artifacts;
import io.byteor.runner.replay.ChunkFailedException;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.runner.replay.StartDesk;
import io.byteor.runner.target.TargetCluster;
import io.byteor.runner.target.TargetLostException;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/** Store, cluster and start desk, as one runner meets them. What is damaged stays damaged, and an answer stays the answer. */
final class Outside {
    private static final int LARGEST = 1 << 20;
    /** Files are opened far more often than anything else is done. */
    private static final int RARELY = 8;
    /** So often in a row the store cannot be read at most. */
    private static final int LONGEST = 8;

    private final Scene scene;
    private final Schedule schedule;
    private final Steps steps;
    private final Map<String, StartDesk.Answer> answers = new HashMap<>();
    private final @Nullable String damaged;
    private final boolean refuses;
    private int away;

    Outside(Scene scene, Schedule schedule, Steps steps) {
        this.scene = scene;
        this.schedule = schedule;
        this.steps = steps;
        List<String> segments = scene.segments();
        this.damaged = schedule.pick(8) == 0 ? segments.get(schedule.pick(segments.size())) : null;
        this.refuses = schedule.pick(8) == 0;
    }

    /** Whether a segment is not what its digest says. */
    boolean damages() {
        return damaged != null;
    }

    Artifacts store(Owner owner) {
        return (bundleId, path) -> open(owner, bundleId, path);
    }

    private SeekableByteChannel open(Owner owner, Digest bundleId, String path) throws IOException {
        steps.step(owner, "open " + path);
        if (away == 0 && schedule.pick(RARELY) == 0 && schedule.draw("store", Fault.STORE_AWAY) != null) {
            away = 1 + schedule.pick(LONGEST);
            owner.maybeStop(schedule);
        }
        if (away > 0) {
            away--;
            throw new IOException("the store is away");
        }
        byte[] content = scene.files().get(path);
        if (content == null) {
            throw new ByteorException(ErrorCode.FILE_NOT_FOUND, "the store lacks it", path, bundleId);
        }
        if (path.equals(damaged)) {
            schedule.strike(Fault.BLOCK_CORRUPT);
            byte[] flipped = content.clone();
            flipped[flipped.length - 20] ^= 1;
            return new SeekableInMemoryByteChannel(flipped);
        }
        return new SeekableInMemoryByteChannel(content);
    }

    StartDesk desk(Owner owner) {
        return (ticket, _) -> answer(owner, ticket);
    }

    private StartDesk.Answer answer(Owner owner, ReplayTicket ticket) {
        steps.step(owner, "answer to the start");
        if (schedule.draw("start desk", Fault.START_SLOW) != null) {
            owner.maybeStop(schedule);
            throw new ChunkFailedException("no answer yet", new IOException());
        }
        return answers.computeIfAbsent(ticket.replayId(), _ -> decide());
    }

    private StartDesk.Answer decide() {
        if (refuses) {
            schedule.strike(Fault.START_REFUSED);
            return new StartDesk.Answer.Refused(
                    List.of(new Finding("APPROVAL_REVOKED", FindingOutcome.FAILED, "it was revoked", "")));
        }
        return new StartDesk.Answer.Granted();
    }

    TargetCluster cluster(Owner owner) {
        return new TargetCluster() {
            @Override
            public void requireSafeTransactions() {
                steps.step(owner, "cluster");
                if (schedule.draw("cluster", Fault.CLUSTER_AWAY) != null) {
                    owner.maybeStop(schedule);
                    throw new TargetLostException("the cluster is away", new IOException());
                }
            }

            @Override
            public Optional<Integer> largestRecord(String topic) {
                return Optional.of(LARGEST);
            }
        };
    }
}
