package io.byteor.runner.plan;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.Detail;
import io.byteor.schemas.event.Direction;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.ResolvedTarget;
import io.byteor.schemas.pipeline.CompiledPipeline;
import io.byteor.schemas.pipeline.Lane;
import io.byteor.schemas.pipeline.PipelineSpec;
import io.byteor.schemas.target.TargetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An accepted replay, ready to be carried out. Immutable and thread-safe; a function of what was accepted and of the bundle's
 * spec, so that every runner that takes the replay over makes the same plan.
 *
 * @param lanes the input lanes to read, in the order they are read
 * @param targets by name; empty for a dry-run, which touches none
 * @param listedActions how many actions are listed before only counts are kept
 */
public record ReplayPlan(
        ReplayAccepted accepted,
        CompiledPipeline pipeline,
        RecordSelection selection,
        List<CapturedLane> lanes,
        Map<String, TargetAddress> targets,
        long listedActions) {
    public ReplayPlan {
        lanes = List.copyOf(lanes);
        targets = Map.copyOf(targets);
    }

    /**
     * Makes the plan.
     *
     * @param bundleSpec data/spec.json of the bundle, verified
     * @throws ByteorException SPEC_HASH_UNKNOWN where the spec is not the one that was accepted; whatever parsing and compiling
     *     refuse; TARGET_UNRESOLVED and LANE_UNKNOWN
     */
    public static ReplayPlan of(ReplayAccepted accepted, byte[] bundleSpec) {
        PipelineSpec spec = PipelineSpec.parse(specToWalk(accepted, bundleSpec));
        String agreed = accepted.getPipeline().getSpecHash();
        if (!spec.specHash().toString().equals(agreed)) {
            throw new ByteorException(
                    ErrorCode.SPEC_HASH_UNKNOWN,
                    "the spec that was accepted is " + agreed,
                    "data/spec.json",
                    spec.specHash());
        }
        return new ReplayPlan(
                accepted,
                CompiledPipeline.compile(spec),
                RecordSelection.of(accepted.getRequest().getSelection()),
                lanes(accepted, spec),
                targets(accepted, spec),
                listedActions(accepted));
    }

    public boolean executes() {
        return accepted.getRequest().getMode() == Mode.EXECUTE;
    }

    /** Whether another spec is walked than the bundle's own. */
    public boolean walksCandidate() {
        return accepted.getPipeline().getSpec() != null;
    }

    /**
     * Whether what comes out is held against captured outputs: of a bundle that has some, in a dry-run, and in an execute whose
     * warm-up asks for it.
     */
    public boolean comparesOutputs() {
        return (!executes() || accepted.getRequest().getWarmUpDivergence() != null)
                && accepted.getBundle().getLanes().stream().anyMatch(lane -> lane.getDirection() == Direction.OUTPUT);
    }

    private static byte[] specToWalk(ReplayAccepted accepted, byte[] bundleSpec) {
        String candidate = accepted.getPipeline().getSpec();
        return candidate == null ? bundleSpec : candidate.getBytes(StandardCharsets.UTF_8);
    }

    /** In the order of the spec; a captured lane that a candidate does not declare comes last. */
    private static List<CapturedLane> lanes(ReplayAccepted accepted, PipelineSpec spec) {
        Map<String, CapturedLane> wanted = new LinkedHashMap<>();
        List<String> named = accepted.getRequest().getLanes();
        for (CapturedLane lane : accepted.getBundle().getLanes()) {
            if (lane.getDirection() == Direction.INPUT && (named.isEmpty() || named.contains(lane.getName()))) {
                wanted.put(lane.getName(), lane);
            }
        }
        for (String name : named) {
            if (!wanted.containsKey(name)) {
                throw new ByteorException(ErrorCode.LANE_UNKNOWN, "the bundle has no such input lane", "lanes", name);
            }
        }
        List<CapturedLane> ordered = new ArrayList<>();
        for (Lane lane : spec.lanes()) {
            CapturedLane captured = wanted.remove(lane.name());
            if (captured != null) {
                ordered.add(captured);
            }
        }
        ordered.addAll(wanted.values());
        return ordered;
    }

    private static Map<String, TargetAddress> targets(ReplayAccepted accepted, PipelineSpec spec) {
        Map<String, TargetAddress> targets = new HashMap<>();
        if (accepted.getRequest().getMode() != Mode.EXECUTE) {
            return targets;
        }
        for (ResolvedTarget target : accepted.getTargets()) {
            targets.put(target.getName(), TargetAddress.resolved(target.getName(), target.getAddress()));
        }
        for (String name : spec.targets()) {
            if (!targets.containsKey(name)) {
                throw new ByteorException(
                        ErrorCode.TARGET_UNRESOLVED,
                        "the acceptance names an address for every target",
                        "targets",
                        name);
            }
        }
        return targets;
    }

    private static long listedActions(ReplayAccepted accepted) {
        ReplayRequested request = accepted.getRequest();
        if (request.getMode() == Mode.EXECUTE) {
            return Long.MAX_VALUE;
        }
        return request.getDetail() == Detail.COUNTS
                ? 0
                : accepted.getEnvironment().getDryRunDetail();
    }
}
