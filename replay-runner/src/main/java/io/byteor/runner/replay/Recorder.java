package io.byteor.runner.replay;

import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.ledger.EffectPlace;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.walk.Ruling;
import io.byteor.runner.walk.TargetEffect;
import io.byteor.runner.walk.WalkAction;
import io.byteor.runner.walk.WalkSink;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.pipeline.TargetAddress;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides about effects, writes them and the actions into the open chunk, and keeps the replay's progress in step with it. */
final class Recorder implements WalkSink {
    private final ReplayPlan plan;
    private final ReplayProgress progress;
    private final Claim claim;
    private final EffectLedger elsewhere;
    private final Map<String, Integer> largestRecords;
    private final RunListener listener;
    private final InstantSource clock;
    private final long errorBudget;
    private int written;

    /** @param largestRecords by topic, for every target topic */
    Recorder(
            ReplayPlan plan,
            ReplayProgress progress,
            Claim claim,
            Map<String, Integer> largestRecords,
            RunListener listener,
            InstantSource clock) {
        this.plan = plan;
        this.progress = progress;
        this.claim = claim;
        this.elsewhere = EffectLedger.of(claim.appliedElsewhere());
        this.largestRecords = largestRecords;
        this.listener = listener;
        this.clock = clock;
        Long budget = plan.accepted().getRequest().getErrorBudget();
        this.errorBudget = budget == null ? Long.MAX_VALUE : budget;
    }

    /** Records written since the last call. */
    int takeWritten() {
        int taken = written;
        written = 0;
        return taken;
    }

    int written() {
        return written;
    }

    /** Whether more has failed than the request allows. */
    boolean budgetSpent() {
        return progress.actions().of(ActionDecision.FAILED) > errorBudget;
    }

    @Override
    public Ruling effect(TargetEffect effect) {
        if (effect.stage().suppressed()) {
            return Ruling.of(ActionDecision.SUPPRESSED);
        }
        if (!plan.executes()) {
            return Ruling.of(ActionDecision.WOULD_APPLY);
        }
        if (budgetSpent()) {
            return new Ruling(ActionDecision.SKIPPED, "the error budget is spent");
        }
        EffectPlace place = new EffectPlace(
                effect.origin().lane(),
                effect.role(),
                effect.stage().name(),
                effect.stage().target());
        long sequence = effect.origin().sequence();
        if (!plan.accepted().getRequest().getReapply() && elsewhere.contains(place, sequence)) {
            return Ruling.of(ActionDecision.DUPLICATE);
        }
        Ruling ruling = apply(effect);
        if (ruling.decision() == ActionDecision.APPLIED) {
            progress.ledger().add(place, sequence);
        }
        return ruling;
    }

    private Ruling apply(TargetEffect effect) {
        return switch (plan.targets().get(effect.stage().target())) {
            case TargetAddress.KafkaTopic(String topic) -> {
                TopicEffect record = new TopicEffect(
                        topic, effect.key(), effect.payload(), Provenance.headers(plan.accepted(), effect));
                int largest = largestRecords.getOrDefault(topic, 0);
                if (record.size() > largest) {
                    yield new Ruling(
                            ActionDecision.FAILED,
                            ErrorCode.TARGET_FAILED + ": the topic takes records of at most " + largest + " bytes");
                }
                claim.effect(record);
                written++;
                yield Ruling.of(ActionDecision.APPLIED);
            }
            case null -> throw new IllegalStateException("the plan has no address for " + effect.stage());
        };
    }

    @Override
    public void action(WalkAction action) {
        progress.actions().count(action.decision(), action.target());
        listener.acted(action.decision());
        long seq = progress.actions().listed();
        if (seq >= plan.listedActions()) {
            return;
        }
        ReplayAction event = new ReplayAction(
                plan.accepted().getReplayId(),
                seq,
                action.role(),
                action.lane(),
                action.stage(),
                action.origin().lane(),
                action.origin().sequence(),
                action.ordinal(),
                action.target(),
                action.toLane(),
                action.decision().text(),
                action.reason(),
                wrapped(action.key()),
                ByteBuffer.wrap(Digest.newSha256().digest(action.payload())),
                (long) action.payload().length,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        progress.actions().list(event);
        claim.action(event);
        written++;
    }

    private static @Nullable ByteBuffer wrapped(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
