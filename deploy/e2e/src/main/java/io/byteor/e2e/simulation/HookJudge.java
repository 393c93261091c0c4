package io.byteor.e2e.simulation;

import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.event.ReplayAction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Holds what an HTTP target has taken against what the replays say of it. */
final class HookJudge {
    private final Hook hook;
    private final Map<Effect, String> decisions = new HashMap<>();

    /** One replay's effect of one record. */
    private record Effect(String replayId, String origin) {}

    HookJudge(Hook hook, List<ReplayAction> actions) {
        this.hook = hook;
        for (ReplayAction action : actions) {
            if (Scene.HOOK.equals(action.getTarget())) {
                String origin = action.getOriginLane() + "/" + action.getOriginSequence();
                decisions.put(new Effect(action.getReplayId(), origin), action.getDecision());
            }
        }
    }

    /** @param violated takes what must not be, and of which effect */
    void judge(Map<String, AuditRecord> audits, BiConsumer<String, Object> violated) {
        Set<String> keys = new HashSet<>();
        Set<Effect> taken = new HashSet<>();
        for (Hook.Taken effect : hook.taken) {
            if (!keys.add(effect.key())) {
                violated.accept("sent twice", effect);
            }
            taken.add(new Effect(effect.replayId(), effect.origin()));
        }
        decisions.forEach((effect, decision) -> {
            boolean there = taken.contains(effect);
            switch (decision) {
                case "applied" -> require(there, "applied but not taken", effect, violated);
                case "failed", "duplicate", "would_apply" -> require(!there, decision + " but taken", effect, violated);
                default -> require(decision.equals("unknown"), "decided as " + decision, effect, violated);
            }
        });
        for (Effect effect : taken) {
            AuditRecord audit = audits.get(effect.replayId());
            // One that ends early says in its reason how many effects were under way.
            boolean early = audit != null && audit.outcomeReason() != null;
            require(early || decisions.containsKey(effect), "taken but in no action", effect, violated);
        }
    }

    /** Whether something is known to have become of the record's effect. */
    boolean decided(String origin) {
        return decisions.entrySet().stream()
                .anyMatch(decided -> decided.getKey().origin().equals(origin)
                        && !decided.getValue().equals("would_apply"));
    }

    private static void require(boolean held, String violation, Effect effect, BiConsumer<String, Object> violated) {
        if (!held) {
            violated.accept(violation, effect);
        }
    }
}
