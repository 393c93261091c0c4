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
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** {@link AuditQueries} by Panache. Every page is found by an index; a page reads one row more than it shows. */
@ApplicationScoped
@Transactional
public class PanacheAuditQueries implements AuditQueries {
    @Override
    public Page<ReplayView> replays(Wanted.Replays wanted, Reach reach, @Nullable String after, int limit) {
        Conditions conditions = Conditions.of(reach, after)
                .equal("environment", wanted.environment())
                .equal("ticket", wanted.ticket())
                .words("reason", wanted.reason());
        List<ReplayEntity> found = ReplayEntity.<ReplayEntity>find(conditions.hql(), conditions.parameters())
                .range(0, limit)
                .list();
        return page(found, limit, replay -> replay.arrival, Views::replay);
    }

    @Override
    public Optional<ReplayView> replay(String replayId) {
        return ReplayEntity.<ReplayEntity>findByIdOptional(replayId).map(Views::replay);
    }

    @Override
    public Optional<AuditView> audit(String replayId) {
        return ReplayEntity.<ReplayEntity>findByIdOptional(replayId).flatMap(Views::audit);
    }

    @Override
    public Page<ActionView> actions(String replayId, @Nullable String after, int limit) {
        Optional<ReplayEntity> replay = ReplayEntity.findByIdOptional(replayId);
        if (replay.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        List<ActionEntity> found = ActionEntity.<ActionEntity>find(
                        "replayId = ?1 and day = ?2 and seq > ?3 order by seq",
                        replayId,
                        replay.get().day,
                        Conditions.cursor(after, -1))
                .range(0, limit)
                .list();
        return page(found, limit, action -> action.seq, Views::action);
    }

    @Override
    public Optional<ApprovalView> approval(String approvalId) {
        return ApprovalEntity.<ApprovalEntity>findByIdOptional(approvalId).map(Views::approval);
    }

    @Override
    public Page<BundleView> bundles(Reach reach, @Nullable String after, int limit) {
        Conditions conditions = Conditions.of(reach, after);
        List<BundleEntity> found = BundleEntity.<BundleEntity>find(conditions.hql(), conditions.parameters())
                .range(0, limit)
                .list();
        return page(found, limit, bundle -> bundle.arrival, Views::bundle);
    }

    @Override
    public Optional<BundleView> bundle(String bundleId) {
        return BundleEntity.<BundleEntity>findByIdOptional(bundleId).map(Views::bundle);
    }

    @Override
    public Page<EscalationView> escalations(Wanted.Escalations wanted, Reach reach, @Nullable String after, int limit) {
        Conditions conditions = Conditions.of(reach, after)
                .equal("status", wanted.state())
                .equal("cause", wanted.cause())
                .equal("subject", wanted.subject())
                .equal("environment", wanted.environment())
                .equal("replayId", wanted.replayId());
        List<EscalationEntity> found = EscalationEntity.<EscalationEntity>find(
                        conditions.hql(), conditions.parameters())
                .range(0, limit)
                .list();
        return page(found, limit, escalation -> escalation.arrival, Views::escalation);
    }

    @Override
    public Optional<EscalationView> escalation(String escalationId) {
        return EscalationEntity.<EscalationEntity>findByIdOptional(escalationId).map(Views::escalation);
    }

    private static <E, V> Page<V> page(List<E> found, int limit, ToLongFunction<E> place, Function<E, V> view) {
        List<E> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? Long.toString(place.applyAsLong(shown.getLast())) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }
}
