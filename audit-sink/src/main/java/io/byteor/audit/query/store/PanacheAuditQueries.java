package io.byteor.audit.query.store;

import io.byteor.audit.query.ActionView;
import io.byteor.audit.query.ApprovalView;
import io.byteor.audit.query.AuditQueries;
import io.byteor.audit.query.AuditView;
import io.byteor.audit.query.BundleView;
import io.byteor.audit.query.EscalationView;
import io.byteor.audit.query.Page;
import io.byteor.audit.query.Reach;
import io.byteor.audit.query.ReplayView;
import io.byteor.audit.query.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link AuditQueries} by Panache. Every page is found by an index. */
@ApplicationScoped
@Transactional
public class PanacheAuditQueries implements AuditQueries {
    private final Lists lists;
    private final ActionPages actionPages;

    PanacheAuditQueries(Lists lists, ActionPages actionPages) {
        this.lists = lists;
        this.actionPages = actionPages;
    }

    @Override
    public Page<ReplayView> replays(Wanted.Replays wanted, Reach reach, @Nullable String after, int limit) {
        return lists.page(
                ReplayEntity.class,
                "replay",
                Conditions.onReplays("x", wanted, reach),
                "replays " + wanted,
                after,
                limit,
                Views::replay);
    }

    @Override
    public Optional<ReplayView> replay(String replayId) {
        return ReplayEntity.<ReplayEntity>findByIdOptional(replayId).map(Views::replay);
    }

    @Override
    public Optional<AuditView> audit(String replayId) {
        return AuditEntity.<AuditEntity>findByIdOptional(replayId).flatMap(Views::audit);
    }

    @Override
    public Page<ActionView> actions(String replayId, @Nullable String after, int limit) {
        Optional<ReplayEntity> replay = ReplayEntity.findByIdOptional(replayId);
        if (replay.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        String question = "actions of " + replayId;
        long behind = after == null ? -1 : lists.cursors().open(question, "after", after)[0];
        List<ActionEntity> found = ActionEntity.<ActionEntity>find(
                        "replayId = ?1 and day = ?2 and seq > ?3 order by seq", replayId, replay.get().day, behind)
                .range(0, limit)
                .list();
        return Page.of(found, limit, Views::action, last -> lists.cursors().seal(question, last.seq));
    }

    @Override
    public Page<ActionView> actions(Wanted.Actions wanted, Reach reach, @Nullable String after, int limit) {
        return actionPages.page(wanted, reach, after, limit);
    }

    @Override
    public Optional<ApprovalView> approval(String approvalId) {
        return ApprovalEntity.<ApprovalEntity>findByIdOptional(approvalId).map(Views::approval);
    }

    @Override
    public Page<BundleView> bundles(Reach reach, @Nullable String after, int limit) {
        Conditions conditions = Conditions.on("x").within(reach);
        return lists.page(BundleEntity.class, "bundle", conditions, "bundles", after, limit, Views::bundle);
    }

    @Override
    public Optional<BundleView> bundle(String bundleId) {
        return BundleEntity.<BundleEntity>findByIdOptional(bundleId).map(Views::bundle);
    }

    @Override
    public Page<EscalationView> escalations(Wanted.Escalations wanted, Reach reach, @Nullable String after, int limit) {
        Conditions conditions = Conditions.on("x")
                .within(reach)
                .equal("status", wanted.state())
                .equal("cause", wanted.cause())
                .equal("subject", wanted.subject())
                .equal("environment", wanted.environment())
                .equal("replay_id", wanted.replayId());
        return lists.page(
                EscalationEntity.class,
                "escalation",
                conditions,
                "escalations " + wanted,
                after,
                limit,
                Views::escalation);
    }

    @Override
    public Optional<EscalationView> escalation(String escalationId) {
        return EscalationEntity.<EscalationEntity>findByIdOptional(escalationId).map(Views::escalation);
    }
}
