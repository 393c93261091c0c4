package io.byteor.runner.audit;

import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.TargetCount;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Counts the actions of a replay and keeps the tree over those that are listed. Not thread-safe. */
public final class ActionTally {
    private static final ActionDecision[] DECISIONS = ActionDecision.values();

    private final long[] byDecision = new long[DECISIONS.length];
    private final Map<String, long[]> byTarget = new TreeMap<>();
    private final MerkleTree tree;
    private long count;

    private ActionTally(MerkleTree tree, long count) {
        this.tree = tree;
        this.count = count;
    }

    /** Goes on from a checkpoint. */
    public static ActionTally restore(ReplayCheckpoint checkpoint) {
        List<byte[]> frontier =
                checkpoint.getFrontier().stream().map(ActionTally::bytes).toList();
        ActionTally tally =
                new ActionTally(MerkleTree.restore(checkpoint.getListed(), frontier), checkpoint.getActions());
        for (ActionDecision decision : DECISIONS) {
            tally.byDecision[decision.ordinal()] = checkpoint.getByDecision().getOrDefault(decision.text(), 0L);
        }
        for (TargetCount before : checkpoint.getTargets()) {
            tally.decisionsOn(before.getTarget())[
                            ActionDecision.of(before.getDecision()).ordinal()] =
                    before.getCount();
        }
        return tally;
    }

    /** @param target null for an action that concerns none */
    public void count(ActionDecision decision, @Nullable String target) {
        count++;
        byDecision[decision.ordinal()]++;
        if (target != null) {
            decisionsOn(target)[decision.ordinal()]++;
        }
    }

    private long[] decisionsOn(String target) {
        return byTarget.computeIfAbsent(target, _ -> new long[DECISIONS.length]);
    }

    /** Adds an action that is listed, in order of its {@code seq}. */
    public void list(ReplayAction action) {
        tree.append(ActionForm.leafHash(action));
    }

    public long count() {
        return count;
    }

    public long listed() {
        return tree.size();
    }

    /** What failed, and what nobody knows what became of. */
    public long errors() {
        return of(ActionDecision.FAILED) + of(ActionDecision.UNKNOWN);
    }

    /** All but what stayed inside the replay. */
    public long effects() {
        return count - of(ActionDecision.EMITTED);
    }

    private long of(ActionDecision decision) {
        return byDecision[decision.ordinal()];
    }

    /** Writes the state for {@link #restore}. */
    public void into(ReplayCheckpoint.Builder checkpoint) {
        Map<String, Long> decisions = new HashMap<>();
        List<TargetCount> targets = new ArrayList<>();
        forEach(byDecision, decisions::put);
        byTarget.forEach((target, counts) ->
                forEach(counts, (decision, number) -> targets.add(new TargetCount(target, decision, number))));
        checkpoint
                .setTargets(targets)
                .setActions(count)
                .setListed(tree.size())
                .setByDecision(decisions)
                .setFrontier(tree.frontier().stream().map(ByteBuffer::wrap).toList());
    }

    /** Of what there was at least once. */
    private static void forEach(long[] counts, BiConsumer<String, Long> to) {
        for (ActionDecision decision : DECISIONS) {
            long number = counts[decision.ordinal()];
            if (number > 0) {
                to.accept(decision.text(), number);
            }
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
