package io.byteor.schemas.pipeline;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which lane hands on to which: an edge for every emit to a lane, from the lane that its role reads. */
final class LaneGraph {
    private record Edge(String to, String pointer) {}

    private final PipelineSpec spec;
    private final Map<String, List<Edge>> edges = new HashMap<>();

    private LaneGraph(PipelineSpec spec) {
        this.spec = spec;
    }

    static LaneGraph of(PipelineSpec spec) {
        LaneGraph graph = new LaneGraph(spec);
        for (int r = 0; r < spec.roles().size(); r++) {
            Role role = spec.roles().get(r);
            for (int s = 0; s < role.stages().size(); s++) {
                if (role.stages().get(s) instanceof Stage.EmitToLane emit) {
                    String pointer = "/roles/" + r + "/stages/" + s + "/emit/lane";
                    graph.edges
                            .computeIfAbsent(role.reads(), _ -> new ArrayList<>())
                            .add(new Edge(emit.lane(), pointer));
                }
            }
        }
        return graph;
    }

    LaneGraph requireAcyclic() {
        Map<String, Boolean> open = new HashMap<>();
        for (Lane lane : spec.lanes()) {
            visit(lane.name(), new ArrayList<>(), open);
        }
        return this;
    }

    /** Depth first; true in {@code open} while a lane is on the path, false when all that it reaches is known to be free. */
    private void visit(String lane, List<String> path, Map<String, Boolean> open) {
        if (open.containsKey(lane)) {
            return;
        }
        open.put(lane, true);
        path.add(lane);
        for (Edge edge : edges.getOrDefault(lane, List.of())) {
            if (Boolean.TRUE.equals(open.get(edge.to()))) {
                List<String> cycle = new ArrayList<>(path.subList(path.indexOf(edge.to()), path.size()));
                cycle.add(edge.to());
                throw new ByteorException(
                        ErrorCode.SPEC_INVALID, "lanes form a cycle", edge.pointer(), String.join(" -> ", cycle));
            }
            visit(edge.to(), path, open);
        }
        path.removeLast();
        open.put(lane, false);
    }

    /** Every emit can multiply records, so a small document could ask for more steps than a lane has bytes. */
    void requireBounded() {
        Map<String, Long> steps = new HashMap<>();
        for (Lane lane : spec.lanes()) {
            long most = steps(lane.name(), steps);
            if (most > PipelineSpec.MOST_STEPS) {
                throw new ByteorException(
                        ErrorCode.SPEC_INVALID,
                        "one record of lane " + lane.name() + " may pass more than " + PipelineSpec.MOST_STEPS
                                + " stages",
                        "/roles",
                        lane.name());
            }
        }
    }

    private long steps(String lane, Map<String, Long> known) {
        Long before = known.get(lane);
        if (before != null) {
            return before;
        }
        long steps = 0;
        for (Role role : spec.readersOf(lane)) {
            steps += role.stages().size();
        }
        for (Edge edge : edges.getOrDefault(lane, List.of())) {
            steps += steps(edge.to(), known);
        }
        long capped = Math.min(steps, PipelineSpec.MOST_STEPS + 1);
        known.put(lane, capped);
        return capped;
    }
}
