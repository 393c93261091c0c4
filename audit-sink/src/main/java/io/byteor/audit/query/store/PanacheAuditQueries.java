package io.byteor.audit.query.store;

import io.byteor.audit.query.ActionView;
import io.byteor.audit.query.ApprovalView;
import io.byteor.audit.query.AuditQueries;
import io.byteor.audit.query.AuditView;
import io.byteor.audit.query.BundleView;
import io.byteor.audit.query.EscalationView;
import io.byteor.audit.query.Page;
import io.byteor.audit.query.Reach;
import io.byteor.audit.query.ReplayPlace;
import io.byteor.audit.query.ReplayView;
import io.byteor.audit.query.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link AuditQueries} by Panache; replays and actions, of which a page may have a thousand, by SQL. Every page is found by an index. */
@ApplicationScoped
public class PanacheAuditQueries implements AuditQueries {
    private final Lists lists;
    private final ReplayPages replayPages;
    private final ActionPages actionPages;

    PanacheAuditQueries(Lists lists, ReplayPages replayPages, ActionPages actionPages) {
        this.lists = lists;
        this.replayPages = replayPages;
        this.actionPages = actionPages;
    }

    @Override
    public Page<ReplayView> replays(Wanted.Replays wanted, Reach reach, @Nullable String after, int limit) {
        return replayPages.page(wanted, reach, after, limit);
    }

    @Override
    public Optional<ReplayView> replay(String replayId) {
        return replayPages.one(replayId);
    }

    @Override
    public Optional<ReplayPlace> place(String replayId) {
        return replayPages.place(replayId);
    }

    @Override
    @Transactional
    public Optional<AuditView> audit(String replayId) {
        return AuditEntity.<AuditEntity>findByIdOptional(replayId).flatMap(Views::audit);
    }

    @Override
    public Page<ActionView> actions(ReplayPlace replay, @Nullable String after, int limit) {
        return actionPages.page(replay, after, limit);
    }

    @Override
    public Page<ActionView> actions(Wanted.Actions wanted, Reach reach, @Nullable String after, int limit) {
        return actionPages.page(wanted, reach, after, limit);
    }

    @Override
    @Transactional
    public Page<ApprovalView> approvals(Wanted.Approvals wanted, Reach reach, @Nullable String after, int limit) {
        Conditions conditions = Conditions.onApprovals("x", wanted, reach);
        return lists.page(
                ApprovalEntity.class, "approval", conditions, "approvals " + wanted, after, limit, Views::approval);
    }

    @Override
    @Transactional
    public Optional<ApprovalView> approval(String approvalId) {
        return ApprovalEntity.<ApprovalEntity>findByIdOptional(approvalId).map(Views::approval);
    }

    @Override
    @Transactional
    public Page<BundleView> bundles(Wanted.Bundles wanted, Reach reach, @Nullable String after, int limit) {
        Conditions conditions = Conditions.onBundles("x", wanted, reach);
        return lists.page(BundleEntity.class, "bundle", conditions, "bundles " + wanted, after, limit, Views::bundle);
    }

    @Override
    @Transactional
    public Optional<BundleView> bundle(String bundleId) {
        return BundleEntity.<BundleEntity>findByIdOptional(bundleId).map(Views::bundle);
    }

    @Override
    @Transactional
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
    @Transactional
    public Optional<EscalationView> escalation(String escalationId) {
        return EscalationEntity.<EscalationEntity>findByIdOptional(escalationId).map(Views::escalation);
    }
}
