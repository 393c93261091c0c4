package io.byteor.runner.audit;

import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.CapturedSegment;
import io.byteor.schemas.event.LanePosition;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.SampleHash;
import io.byteor.schemas.event.TargetCount;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the audit of a replay from its finished checkpoint, which holds all there is to say. */
public final class AuditAssembly {
    private AuditAssembly() {}

    /**
     * The audit as an event.
     *
     * @param finished the last checkpoint, with outcome
     * @param damagedLane the lane that was not what the manifest says; null where all was
     * @param divergence of the outputs from the captured ones; null where nothing was compared
     */
    public static ReplayAudited audited(
            ReplayCheckpoint finished, @Nullable String damagedLane, AuditRecord.@Nullable Divergence divergence) {
        ReplayAccepted accepted = finished.getAccepted();
        ReplayRequested request = accepted.getRequest();
        AuditRecord audit = new AuditRecord(
                AuditRecord.VERSION,
                finished.getReplayId(),
                request.getBundleId(),
                accepted.getBundle().getDirectory(),
                accepted.getPipeline().getSpecHash(),
                new AuditRecord.Pipeline(
                        accepted.getPipeline().getRecorded(),
                        accepted.getPipeline().getResolved(),
                        accepted.getPipeline().getMatch()),
                input(finished, damagedLane),
                new AuditRecord.Policy(
                        accepted.getEnvironment().getName(),
                        accepted.getEnvironment().getPostureDigest(),
                        accepted.getApproval().getStatus(),
                        AuditEvents.text(request.getMode())),
                finished.getStages().stream()
                        .map(count -> new AuditRecord.Stage(
                                count.getRole(), count.getStage(), count.getIn(), count.getOut(), count.getFailed()))
                        .toList(),
                actions(finished),
                divergence,
                ReplayOutcome.of(Objects.requireNonNull(finished.getOutcome())),
                List.of(),
                request.getReason(),
                finished.getReason(),
                request.getTicket(),
                AuditEvents.text(request.getRequester()),
                accepted.getApproval().getApprovers().stream()
                        .map(AuditEvents::text)
                        .toList(),
                finished.getRunner(),
                request.getRequestedAt(),
                finished.getStartedAt(),
                finished.getUpdatedAt());
        return AuditEvents.audited(
                audit,
                finished.getRootBundleId(),
                request.getMode(),
                request.getRequester(),
                accepted.getSelectionDigest());
    }

    private static List<AuditRecord.Input> input(ReplayCheckpoint finished, @Nullable String damagedLane) {
        List<AuditRecord.Input> input = new ArrayList<>();
        for (LanePosition position : finished.getPositions()) {
            CapturedLane lane = captured(finished.getAccepted(), position.getLane());
            String folder = BundleLayout.laneFolder(lane.getName());
            input.add(new AuditRecord.Input(
                    lane.getName(),
                    folder.substring(0, folder.length() - 1),
                    lane.getSegments().size(),
                    lane.getSegments().stream()
                            .mapToLong(CapturedSegment::getRecords)
                            .sum(),
                    position.getScanned(),
                    position.getSelected(),
                    position.getSelectedBytes(),
                    !lane.getName().equals(damagedLane),
                    samples(finished, lane.getName())));
        }
        return input;
    }

    private static CapturedLane captured(ReplayAccepted accepted, String name) {
        return accepted.getBundle().getLanes().stream()
                .filter(lane -> lane.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<AuditRecord.Sample> samples(ReplayCheckpoint finished, String lane) {
        return finished.getSamples().stream()
                .filter(sample -> sample.getLane().equals(lane))
                .map((SampleHash sample) ->
                        new AuditRecord.Sample(sample.getSequence(), Digest.ofRaw(bytes(sample.getSha256()))))
                .toList();
    }

    private static AuditRecord.Actions actions(ReplayCheckpoint finished) {
        List<byte[]> frontier =
                finished.getFrontier().stream().map(AuditAssembly::bytes).toList();
        byte[] root = MerkleTree.restore(finished.getListed(), frontier).root();
        return new AuditRecord.Actions(
                finished.getActions(),
                finished.getListed(),
                Digest.ofRaw(root),
                finished.getByDecision(),
                byTarget(finished),
                finished.getListed() < finished.getActions() ? finished.getListed() : null);
    }

    private static Map<String, Map<String, Long>> byTarget(ReplayCheckpoint finished) {
        return finished.getTargets().stream()
                .collect(Collectors.groupingBy(
                        TargetCount::getTarget, Collectors.toMap(TargetCount::getDecision, TargetCount::getCount)));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
