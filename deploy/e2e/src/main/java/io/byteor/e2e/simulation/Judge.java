package io.byteor.e2e.simulation;

import io.byteor.runner.target.TopicEffect;
import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.AuditJson;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Holds a history that has come to its end against what must hold after any. */
final class Judge {
    /** Stands in the reason of a replay that could not list what stands there. */
    static final String ANOTHER_CLUSTER = "another cluster";

    private final Scene scene;
    private final History history;
    private final Broker broker;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, AuditRecord> audits = new HashMap<>();
    private final Map<String, BeyondJudge> beyond;

    private Judge(Scene scene, History history) {
        this.scene = scene;
        this.history = history;
        this.broker = history.broker();
        this.beyond = Map.of(
                Scene.HOOK,
                new BeyondJudge(Scene.HOOK, history.hook().taken, false, broker.actions),
                Scene.OTHER,
                new BeyondJudge(Scene.OTHER, history.other().taken, true, broker.actions));
    }

    static List<String> violations(Scene scene, History history) {
        Judge judge = new Judge(scene, history);
        judge.audits();
        judge.effects();
        judge.beyond.forEach((target, of) ->
                of.judge(judge.audits, (what, effect) -> judge.violations.add(target + ": " + what + ": " + effect)));
        judge.actions();
        judge.divergence();
        return judge.violations;
    }

    private void audits() {
        for (var event : broker.audits) {
            if (audits.put(event.getReplayId(), AuditJson.read(event.getAudit())) != null) {
                violations.add("two audits of " + event.getReplayId());
            }
        }
        require(audits.size() == 3, "audits of %s", audits.keySet());
        List<String> corrupt = audits.keySet().stream()
                .filter(replayId -> audit(replayId).outcome() == ReplayOutcome.CORRUPT)
                .sorted()
                .toList();
        List<String> escalated = broker.escalations.stream()
                .map(EscalationDue::getReplayId)
                .sorted()
                .toList();
        require(corrupt.equals(escalated), "corrupt were %s, escalated %s", corrupt, escalated);
        Set<String> asked = new HashSet<>();
        broker.startRequests.forEach(request -> require(
                asked.add(request.getReplayId()) || history.paused(request.getReplayId()),
                "%s asked twice to start",
                request.getReplayId()));
        if (!history.outside().damages()) {
            audits.forEach((replayId, audit) -> require(
                    explained(replayId, audit),
                    "%s ended as %s: %s",
                    replayId,
                    audit.outcome(),
                    String.valueOf(audit.outcomeReason())));
        }
    }

    /** Whether an outcome is one that what struck can lead to. */
    private boolean explained(String replayId, AuditRecord audit) {
        Set<Fault> struck = history.schedule().struck().keySet();
        boolean away = struck.contains(Fault.REMOTE_AWAY) || struck.contains(Fault.STORE_AWAY);
        if (!away && String.valueOf(audit.outcomeReason()).contains(ANOTHER_CLUSTER)) {
            return false;
        }
        return switch (audit.outcome()) {
            case COMPLETED, REFUSED -> true;
            case COMPLETED_WITH_FAILURES -> scene.hooked();
            case CANCELLED -> history.cancelled(replayId);
            case HALTED ->
                scene.hooked() && String.valueOf(audit.outcomeReason()).startsWith("the warm-up ends");
            default -> false;
        };
    }

    private void effects() {
        Set<String> keys = new HashSet<>();
        Map<String, Long> byOrigin = new HashMap<>();
        Map<String, Long> byReplay = new HashMap<>();
        for (TopicEffect effect : broker.effects) {
            Map<String, String> headers = effect.provenance().headers();
            String key = Objects.requireNonNull(headers.get(ProvenanceHeader.IDEMPOTENCY_KEY));
            String origin = Objects.requireNonNull(headers.get(ProvenanceHeader.ORIGIN));
            require(keys.add(key), "doubled: an effect of %s", origin);
            byOrigin.merge(origin, 1L, Long::sum);
            byReplay.merge(Objects.requireNonNull(headers.get(ProvenanceHeader.REPLAY_ID)), 1L, Long::sum);
        }
        for (String replayId : List.of(History.DRY_RUN, History.FIRST, History.SECOND)) {
            Long applied = audit(replayId)
                    .actions()
                    .byTarget()
                    .getOrDefault(Scene.TARGET, Map.of())
                    .getOrDefault("applied", 0L);
            Long found = byReplay.getOrDefault(replayId, 0L);
            require(applied.equals(found), "%s says it applied %s, and applied %s", replayId, applied, found);
        }
        boolean first = completed(History.FIRST);
        boolean second = completed(History.SECOND);
        for (long sequence = 0; sequence < Math.max(scene.one(), scene.two()); sequence++) {
            boolean due = history.executed(sequence, first, second);
            of("one/" + sequence, due && sequence < scene.one() && scene.passes(sequence), byOrigin);
            of("two/" + sequence, due && sequence < scene.two(), byOrigin);
        }
        byOrigin.keySet()
                .removeIf(origin -> history.executed(
                        Long.parseLong(origin.substring(origin.indexOf('/') + 1)),
                        broken(History.FIRST),
                        broken(History.SECOND)));
        require(byOrigin.isEmpty() || history.outside().damages(), "effects of %s, which nobody selected", byOrigin);
    }

    private void of(String origin, boolean due, Map<String, Long> byOrigin) {
        if (due) {
            Long found = byOrigin.getOrDefault(origin, 0L);
            byOrigin.remove(origin);
            require(found == scene.ownEffects(), "lost: %s has %s effects", origin, found);
            beyond.forEach((target, of) -> require(
                    !scene.reach().leadsTo(target) || of.decided(origin), "lost on its way to %s: %s", target, origin));
        }
    }

    private void actions() {
        Map<String, MerkleTree> trees = new HashMap<>();
        for (ReplayAction action : broker.actions) {
            MerkleTree tree = trees.computeIfAbsent(action.getReplayId(), _ -> new MerkleTree());
            require(
                    action.getSeq() == tree.size(),
                    "%s lists %s at %s",
                    action.getReplayId(),
                    action.getSeq(),
                    tree.size());
            tree.append(ActionForm.leafHash(action));
        }
        audits.forEach((replayId, audit) -> {
            MerkleTree tree = trees.getOrDefault(replayId, new MerkleTree());
            require(tree.size() == audit.actions().listed(), "%s has another number of actions", replayId);
            require(Digest.ofRaw(tree.root()).equals(audit.actions().root()), "%s has another root", replayId);
        });
    }

    private void divergence() {
        AuditRecord.Divergence said = audit(History.DRY_RUN).divergence();
        if (!completed(History.DRY_RUN) || said == null) {
            require(history.outside().damages() || broken(History.DRY_RUN), "%s compared nothing", History.DRY_RUN);
            return;
        }
        long same = 0;
        long added = 0;
        for (long sequence = 0; sequence < scene.one(); sequence++) {
            boolean captured = scene.captured().contains(sequence);
            same += scene.passes(sequence) && captured ? 1 : 0;
            added += scene.passes(sequence) && !captured ? 1 : 0;
        }
        List<Long> expected = List.of(same, 0L, scene.captured().size() - same, added);
        List<Long> found = List.of(said.same(), said.changed(), said.missing(), said.added());
        require(expected.equals(found), "diverges by %s, where %s", found, expected);
    }

    private AuditRecord audit(String replayId) {
        return Objects.requireNonNull(audits.get(replayId), replayId);
    }

    private boolean completed(String replayId) {
        ReplayOutcome outcome = audit(replayId).outcome();
        return outcome == ReplayOutcome.COMPLETED || outcome == ReplayOutcome.COMPLETED_WITH_FAILURES;
    }

    /** Whether it ended before it had walked all. */
    private boolean broken(String replayId) {
        ReplayOutcome outcome = audit(replayId).outcome();
        return outcome == ReplayOutcome.CANCELLED || outcome == ReplayOutcome.HALTED;
    }

    private void require(boolean held, String violation, Object... details) {
        if (!held) {
            violations.add(violation.formatted(details));
        }
    }
}
