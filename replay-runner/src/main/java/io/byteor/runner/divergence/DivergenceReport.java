package io.byteor.runner.divergence;

import io.byteor.runner.bundle.ReplayBundle;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.PayloadChange;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.DifferencePlace;
import io.byteor.schemas.event.DivergenceCount;
import io.byteor.schemas.expression.RecordVariables;
import io.byteor.schemas.pipeline.CompiledPipeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Divergence as an audit tells it: the counts, and the first differences with what their payloads hold. */
public final class DivergenceReport implements AutoCloseable {
    private final ReplayBundle bundle;
    private final Map<String, StoredLane> lanes = new HashMap<>();

    private DivergenceReport(ReplayBundle bundle) {
        this.bundle = bundle;
    }

    /**
     * Reads the differing payloads again, one at a time.
     *
     * @throws io.byteor.schemas.error.ByteorException JOURNAL_CORRUPT and others where the bundle is no longer what it was
     * @throws IOException where the store cannot be read now
     */
    public static AuditRecord.Divergence of(ReplayPlan plan, ReplayBundle bundle, DivergenceTallies tallies)
            throws IOException {
        try (DivergenceReport report = new DivergenceReport(bundle)) {
            AuditRecord.Divergence original = plan.walksCandidate()
                    ? report.divergence(ComparedWalk.bundlesOwn(bundle), tallies.original(), null)
                    : null;
            return report.divergence(plan.pipeline(), tallies.walked(), original);
        }
    }

    private AuditRecord.Divergence divergence(
            CompiledPipeline pipeline, DivergenceTally tally, AuditRecord.@Nullable Divergence original)
            throws IOException {
        DivergenceCount count = tally.count();
        List<AuditRecord.Difference> first = new ArrayList<>();
        for (DifferencePlace place : count.getFirst()) {
            first.add(difference(pipeline, place));
        }
        return new AuditRecord.Divergence(
                count.getSame(),
                count.getChanged(),
                count.getMissing(),
                count.getAdded(),
                count.getWithoutOrigin(),
                first,
                original);
    }

    private AuditRecord.Difference difference(CompiledPipeline pipeline, DifferencePlace place) throws IOException {
        Long capturedSequence = place.getCapturedSequence();
        ShownOutput captured = null;
        if (capturedSequence != null) {
            RecordVariables record = lane(place.getLane()).read(capturedSequence);
            captured = new ShownOutput(record.key(), record.payload().bytes());
        }
        ShownOutput produced = null;
        if (!place.getKind().equals(DivergenceTally.MISSING)) {
            RecordVariables origin = lane(place.getOriginLane()).read(place.getOriginSequence());
            produced = ShownOutput.produced(pipeline, place, origin);
        }
        return new AuditRecord.Difference(
                place.getKind(),
                place.getLane(),
                place.getOriginLane(),
                place.getOriginSequence(),
                place.getOrdinal(),
                captured == null ? null : Digest.of(captured.payload()),
                produced == null ? null : Digest.of(produced.payload()),
                captured != null && produced != null && !Arrays.equals(captured.key(), produced.key()),
                change(captured, produced));
    }

    private static @Nullable PayloadChange change(@Nullable ShownOutput captured, @Nullable ShownOutput produced) {
        if (produced == null) {
            return null;
        }
        return PayloadChange.between(captured == null ? null : captured.payload(), produced.payload())
                .orElse(null);
    }

    private StoredLane lane(String name) {
        return lanes.computeIfAbsent(name, lane -> new StoredLane(bundle, lane));
    }

    @Override
    public void close() throws IOException {
        for (StoredLane lane : lanes.values()) {
            lane.close();
        }
    }
}
