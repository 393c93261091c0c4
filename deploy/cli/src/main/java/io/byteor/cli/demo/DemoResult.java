package io.byteor.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the walk found.
 *
 * @param targetBefore records on the target after the rejection and before the execute
 * @param match what the registry made of the bundle's spec hash, in the dry-run's audit
 * @param targetRecords records on the target at the end, read_committed
 * @param verify the verdict over both audits: that of the first which is not intact, else intact
 */
record DemoResult(
        String bundleId,
        DryRun dryRun,
        Rejected rejected,
        Execute execute,
        long targetBefore,
        String match,
        long targetRecords,
        String verify) {

    /** Events of magnitude 4.5 and up in the shipped feed. */
    private static final long STRONG = 85;

    private static final String COMPLETED = "completed";
    private static final String INTACT = "intact";

    record DryRun(String replayId, String outcome, long actions, long wouldApply, long emitted) {}

    record Rejected(String replayId, List<String> codes) {
        Rejected {
            codes = List.copyOf(codes);
        }
    }

    record Execute(String replayId, String outcome, long applied) {}

    /** What is not as the feed and the posture make it; empty when all is. */
    List<String> surprises() {
        List<String> surprises = new ArrayList<>();
        expect(surprises, "outcome of the dry-run", COMPLETED, dryRun.outcome());
        expect(surprises, "actions of the dry-run", 2 * STRONG, dryRun.actions());
        expect(surprises, "effects the dry-run would apply", STRONG, dryRun.wouldApply());
        expect(surprises, "records the dry-run emitted", STRONG, dryRun.emitted());
        expect(surprises, "match of the pipeline", "same", match);
        expect(surprises, "codes of the rejection", List.of("APPROVAL_MISSING"), rejected.codes());
        expect(surprises, "records on the target after the rejection", 0L, targetBefore);
        expect(surprises, "outcome of the execute", COMPLETED, execute.outcome());
        expect(surprises, "effects the execute applied", STRONG, execute.applied());
        expect(surprises, "records on the target", STRONG, targetRecords);
        expect(surprises, "verdict over the audits", INTACT, verify);
        return List.copyOf(surprises);
    }

    private static void expect(List<String> surprises, String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            surprises.add("%s: expected %s, found %s".formatted(what, expected, found));
        }
    }

    /** The last line of {@code byteor demo -o json}. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("bundleId", bundleId);
        json.putObject("dryRun")
                .put("replayId", dryRun.replayId())
                .put("outcome", dryRun.outcome())
                .put("actions", dryRun.actions())
                .put("wouldApply", dryRun.wouldApply())
                .put("emitted", dryRun.emitted());
        ArrayNode codes =
                json.putObject("rejected").put("replayId", rejected.replayId()).putArray("codes");
        rejected.codes().forEach(codes::add);
        json.putObject("execute")
                .put("replayId", execute.replayId())
                .put("outcome", execute.outcome())
                .put("applied", execute.applied());
        json.put("targetRecords", targetRecords);
        json.put("verify", verify);
        return json;
    }
}
