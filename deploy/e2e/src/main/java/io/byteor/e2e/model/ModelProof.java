package io.byteor.e2e.model;

import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.replay.Acceptance;
import io.byteor.e2e.replay.InMemoryRun;
import io.byteor.e2e.replay.StoredBundle;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayRequested;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Has random specs walk random lanes twice: by the interpreter of this package, and by the runner, which loses a tenth of its
 * commits on the way. Both must agree on every action, on what was applied, on the divergence from captured outputs that were
 * tampered with, and on the root. Each replay has a seed of its own, which is printed where they disagree.
 */
public final class ModelProof implements Proof {
    private static final int SMALL = 30;
    private static final int FULL = 2_000;
    private static final int REPLAYS_OF_EACH = 4;
    /** So small that lanes have several segments. */
    private static final int SEGMENT_BYTES = 300;

    @Override
    public String name() {
        return "model";
    }

    @Override
    public String claim() {
        return "a reference interpreter and the runner agree on actions, divergence and root";
    }

    @Override
    public Verdict run(Trial trial) throws IOException {
        Verdict.Collector figures = Verdict.collector();
        Tally tally = new Tally();
        int bundles = trial.pick(SMALL, FULL);
        for (int i = 0; i < bundles; i++) {
            long seed = trial.seed() * FULL + i;
            Path folder = trial.folder().resolve("bundle-" + seed);
            Draws draws = new Draws(seed);
            Captured captured = draws.captured();
            StoredBundle stored = StoredBundle.write(
                    folder, captured.spec().document("1"), captured.inputs(), captured.outputs(), SEGMENT_BYTES);
            for (int replay = 0; replay < REPLAYS_OF_EACH; replay++) {
                List<String> disagreements = replay(captured, stored, draws, replay, tally);
                tally.disagreements += disagreements.size();
                for (String disagreement : disagreements) {
                    trial.out().println("seed " + seed + ", replay " + replay + ": " + disagreement);
                }
            }
        }
        return figures.figure("bundles", bundles)
                .figure("replays", bundles * REPLAYS_OF_EACH)
                .figure("actions", tally.actions)
                .figure("failed", tally.failed)
                .figure("same", tally.same)
                .figure("different", tally.different)
                .figure("withoutOrigin", tally.withoutOrigin)
                .figure("candidates", tally.candidates)
                .figure("withoutALane", tally.withoutALane)
                .figure("takeOvers", tally.takeOvers)
                .expect("disagreements", tally.disagreements, 0)
                .expect("nothingToDisagreeOn", tally.isVain(), false)
                .verdict();
    }

    private static final class Tally {
        private int disagreements;
        private long actions;
        private long failed;
        private long same;
        private long different;
        private long withoutOrigin;
        private int candidates;
        private int withoutALane;
        private int takeOvers;

        void take(List<Act> acts, ExpectedDivergence divergence) {
            actions += acts.size();
            failed +=
                    acts.stream().filter(act -> act.decision().equals("failed")).count();
            same += divergence.same;
            different += divergence.differences.size();
            withoutOrigin += divergence.withoutOrigin;
        }

        /** Whether something that was to be tried did not come up. */
        boolean isVain() {
            return LongStream.of(actions, failed, same, different, withoutOrigin, candidates, withoutALane, takeOvers)
                    .anyMatch(times -> times == 0);
        }
    }

    private static List<String> replay(Captured captured, StoredBundle stored, Draws draws, int replay, Tally tally) {
        boolean executes = replay == 1;
        ModelSpec candidate = replay == 2 ? draws.spec() : null;
        Choice choice = replay == 0 ? Choice.ALL : draws.choice(captured.inputs());
        long listed = executes || draws.random().nextInt(3) > 0
                ? Integer.MAX_VALUE
                : draws.random().nextInt(9);
        ReplayAccepted whole = Acceptance.of(
                "replay-" + replay,
                stored.captured(),
                executes ? Mode.EXECUTE : Mode.DRY_RUN,
                choice.selection(),
                candidate == null ? null : candidate.document("2"),
                listed,
                Draws.TARGETS);
        ReplayAccepted accepted = ReplayAccepted.newBuilder(whole)
                .setRequest(ReplayRequested.newBuilder(whole.getRequest())
                        .setLanes(choice.lanes())
                        .build())
                .build();
        Interpreter own = new Interpreter(captured.spec(), executes).run(captured.inputs(), choice);
        Interpreter walked = candidate == null ? own : new Interpreter(candidate, false).run(captured.inputs(), choice);
        InMemoryRun run = InMemoryRun.of(stored, accepted, draws.random());
        ExpectedDivergence divergence = new ExpectedDivergence(captured, walked);
        tally.take(walked.acts(), divergence);
        tally.candidates += candidate == null ? 0 : 1;
        tally.withoutALane += captured.inputs().stream()
                        .anyMatch(lane ->
                                !lane.isEmpty() && !choice.reads(lane.getFirst().lane()))
                ? 1
                : 0;
        tally.takeOvers += run.log().takeOvers();

        List<String> disagreements = new ArrayList<>();
        actions(walked.acts(), listed, run, disagreements);
        same("selected", selected(captured, choice, walked), selected(run.audit()), disagreements);
        if (executes) {
            effects(walked.acts(), run, disagreements);
        }
        AuditRecord.Divergence said = run.audit().divergence();
        if (executes || captured.outputs().isEmpty()) {
            note(said == null ? null : "a divergence where nothing is compared", disagreements);
        } else {
            note(divergence.contradiction(said), disagreements);
            note(said == null || divergence.changesHold(said) ? null : "a change is another one", disagreements);
            AuditRecord.Divergence original = said == null ? null : said.original();
            if (candidate == null) {
                note(original == null ? null : "an original beside no candidate", disagreements);
            } else {
                note(new ExpectedDivergence(captured, own).contradiction(original), disagreements);
            }
        }
        return disagreements;
    }

    /** How many records of each lane that is read are walked. */
    private static Map<String, Long> selected(Captured captured, Choice choice, Interpreter walked) {
        Map<String, Long> selected = new TreeMap<>();
        captured.inputs().stream()
                .filter(lane -> !lane.isEmpty() && choice.reads(lane.getFirst().lane()))
                .forEach(lane -> selected.put(lane.getFirst().lane(), 0L));
        walked.selected().forEach(record -> selected.merge(record.lane(), 1L, Long::sum));
        return selected;
    }

    private static Map<String, Long> selected(AuditRecord audit) {
        return audit.input().stream()
                .collect(Collectors.toMap(AuditRecord.Input::lane, AuditRecord.Input::selectedRecords));
    }

    private static void actions(List<Act> acts, long listed, InMemoryRun run, List<String> disagreements) {
        List<String> expected = acts.stream().map(Act::line).limit(listed).toList();
        List<String> found = run.log().actions().stream().map(Act::line).toList();
        same("actions", byKey(expected), byKey(found), disagreements);
        same("listed", (long) expected.size(), run.audit().actions().listed(), disagreements);
        same("count", (long) acts.size(), run.audit().actions().count(), disagreements);
        same("by decision", byDecision(acts), run.audit().actions().byDecision(), disagreements);
        same("by target", byTarget(acts), run.audit().actions().byTarget(), disagreements);
        Digest root = Root.of(run.log().actions());
        same("root", root, run.audit().actions().root(), disagreements);
    }

    /** The actions of each key, in their order. */
    private static Map<String, List<String>> byKey(List<String> lines) {
        return lines.stream().collect(Collectors.groupingBy(line -> key(line)));
    }

    private static String key(String line) {
        int end = line.lastIndexOf(", ");
        return line.substring(line.lastIndexOf(", ", end - 1), end);
    }

    private static Map<String, Long> byDecision(List<Act> acts) {
        return acts.stream().collect(Collectors.groupingBy(Act::decision, Collectors.counting()));
    }

    private static Map<String, Map<String, Long>> byTarget(List<Act> acts) {
        Map<String, Map<String, Long>> byTarget = new TreeMap<>();
        for (Act act : acts) {
            if (act.target() != null) {
                byTarget.computeIfAbsent(act.target(), _ -> new TreeMap<>()).merge(act.decision(), 1L, Long::sum);
            }
        }
        return byTarget;
    }

    private static void effects(List<Act> acts, InMemoryRun run, List<String> disagreements) {
        List<String> expected = acts.stream()
                .filter(act -> act.decision().equals("applied"))
                .map(act -> act.target() + " " + Act.key(act.key()) + " " + Digest.of(act.payload()))
                .toList();
        List<String> found = run.log().effects().stream()
                .map(effect -> effect.topic() + " " + Act.key(effect.key()) + " " + Digest.of(effect.value()))
                .toList();
        same("effects", expected, found, disagreements);
    }

    private static void same(String what, Object expected, Object found, List<String> disagreements) {
        note(expected.equals(found) ? null : what + " " + found + ", where " + expected, disagreements);
    }

    private static void note(@Nullable String disagreement, List<String> disagreements) {
        if (disagreement != null) {
            disagreements.add(disagreement);
        }
    }
}
