package io.byteor.e2e.simulation;

import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.event.ReplayAction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Holds what a target beyond our own cluster has taken against what the replays say of it. */
final class BeyondJudge {
    private final List<Taken> taken;
    private final boolean remembers;
    private final Map<Effect, String> decisions = new HashMap<>();

    /** One replay's effect of one record. */
    private record Effect(String replayId, String origin) {}

    /**
     * @param remembers whether the target can be asked what it has taken, so that nothing of it is ever unknown
     * @param actions of all replays
     */
    BeyondJudge(String target, List<Taken> taken, boolean remembers, List<ReplayAction> actions) {
        this.taken = taken;
        this.remembers = remembers;
        for (ReplayAction action : actions) {
            if (target.equals(action.getTarget())) {
                String origin = action.getOriginLane() + "/" + action.getOriginSequence();
                decisions.put(new Effect(action.getReplayId(), origin), action.getDecision());
            }
        }
    }

    /** @param violated takes what must not be, and of which effect */
    void judge(Map<String, AuditRecord> audits, BiConsumer<String, Object> violated) {
        Set<String> keys = new HashSet<>();
        Set<Effect> there = new HashSet<>();
        for (Taken effect : taken) {
            if (!keys.add(effect.key())) {
                violated.accept("taken twice", effect);
            }
            there.add(new Effect(effect.replayId(), effect.origin()));
        }
        decisions.forEach((effect, decision) -> {
            boolean stands = there.contains(effect);
            switch (decision) {
                case "applied" -> require(stands, "applied but not taken", effect, violated);
                case "failed", "duplicate", "would_apply", "skipped" ->
                    require(!stands, decision + " but taken", effect, violated);
                default ->
                    require(decision.equals("unknown") && !remembers, "decided as " + decision, effect, violated);
            }
        });
        for (Effect effect : there) {
            require(
                    decisions.containsKey(effect) || excused(audits.get(effect.replayId())),
                    "taken but in no action",
                    effect,
                    violated);
        }
    }

    /** One that ends early says in its reason that there are such effects. */
    private boolean excused(@Nullable AuditRecord audit) {
        String reason = audit == null ? "" : String.valueOf(audit.outcomeReason());
        return remembers ? reason.contains(Judge.ANOTHER_CLUSTER) : reason.contains("effects were under way");
    }

    /** Whether the record's effect stands there or, where that cannot be asked, something is known to have become of it. */
    boolean decided(String origin) {
        return remembers
                ? taken.stream().anyMatch(effect -> effect.origin().equals(origin))
                : decisions.entrySet().stream()
                        .anyMatch(decided -> decided.getKey().origin().equals(origin)
                                && !Set.of("would_apply", "skipped").contains(decided.getValue()));
    }

    private static void require(boolean held, String violation, Effect effect, BiConsumer<String, Object> violated) {
        if (!held) {
            violated.accept(violation, effect);
        }
    }
}
