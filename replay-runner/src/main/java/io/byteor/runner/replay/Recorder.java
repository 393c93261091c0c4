package io.byteor.runner.replay;

import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.ledger.EffectPlace;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.target.Departures;
import io.byteor.runner.target.Outlet;
import io.byteor.runner.target.Parcel;
import io.byteor.runner.target.Provenance;
import io.byteor.runner.target.TopicEffect;
import io.byteor.runner.walk.Ruling;
import io.byteor.runner.walk.TargetEffect;
import io.byteor.runner.walk.WalkAction;
import io.byteor.runner.walk.WalkSink;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.target.TargetAddress;
import java.util.Map;
import java.util.Objects;

/** Decides about effects, hands them and the actions to the open chunk, and keeps the replay's progress in step with it. */
final class Recorder implements WalkSink {
    private static final Ruling IN_DOUBT =
            new Ruling(ActionDecision.UNKNOWN, "the runner was lost while it was being sent");

    private final ReplayPlan plan;
    private final ReplayProgress progress;
    private final Ways ways;
    private final OpenChunk chunk;
    private final EffectLedger elsewhere;
    private final long errorBudget;

    /**
     * Where effects can go.
     *
     * @param largestRecords by topic, for every target topic on our own cluster
     */
    record Ways(Map<String, Integer> largestRecords, Departures departures) {}

    Recorder(ReplayPlan plan, ReplayProgress progress, Claim claim, Ways ways, RunnerPorts ports) {
        this.plan = plan;
        this.progress = progress;
        this.ways = ways;
        this.chunk = new OpenChunk(plan, progress, claim, ways.departures(), ports);
        this.elsewhere = EffectLedger.of(claim.appliedElsewhere());
        Long budget = plan.accepted().getRequest().getErrorBudget();
        this.errorBudget = budget == null ? Long.MAX_VALUE : budget;
    }

    OpenChunk chunk() {
        return chunk;
    }

    /** Whether more has failed, or come to nobody knows what, than the request allows. */
    boolean budgetSpent() {
        return progress.actions().errors() > errorBudget;
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
        if (!plan.accepted().getRequest().getReapply()
                && (elsewhere.contains(place, sequence) || ways.departures().appliedElsewhere(place, sequence))) {
            return Ruling.of(ActionDecision.DUPLICATE);
        }
        return switch (plan.targets().get(place.target())) {
            case TargetAddress.KafkaTopic(String topic) -> noted(place, sequence, write(effect, topic));
            case TargetAddress.Remote _ ->
                send(effect, place, Objects.requireNonNull(ways.departures().to(place.target())));
            case null -> throw new IllegalStateException("the plan has no address for " + effect.stage());
        };
    }

    private Ruling write(TargetEffect effect, String topic) {
        TopicEffect record =
                new TopicEffect(topic, effect.key(), effect.payload(), Provenance.headers(plan.accepted(), effect));
        int largest = ways.largestRecords().getOrDefault(topic, 0);
        if (record.size() > largest) {
            return tooLarge(largest);
        }
        chunk.effect(record);
        return Ruling.of(ActionDecision.APPLIED);
    }

    /** What departs counts as applied until its window is settled; only then does it come into the ledger. */
    private Ruling send(TargetEffect effect, EffectPlace place, Outlet outlet) {
        long sequence = effect.origin().sequence();
        if (outlet.applied().contains(place, sequence)) {
            return noted(place, sequence, Ruling.of(ActionDecision.APPLIED));
        }
        if (progress.wasUnderWay(place, sequence)) {
            return noted(place, sequence, IN_DOUBT);
        }
        Map<String, String> provenance = Provenance.headers(plan.accepted(), effect);
        long size = new TopicEffect(place.target(), effect.key(), effect.payload(), provenance).size();
        if (size > outlet.largest()) {
            return tooLarge(outlet.largest());
        }
        chunk.depart(new Parcel(place, sequence, effect.key(), effect.payload(), provenance));
        return Ruling.of(ActionDecision.APPLIED);
    }

    private Ruling noted(EffectPlace place, long sequence, Ruling ruling) {
        if (ruling.countsAsApplied()) {
            progress.ledger().add(place, sequence);
        }
        return ruling;
    }

    private static Ruling tooLarge(long largest) {
        return new Ruling(
                ActionDecision.FAILED,
                ErrorCode.TARGET_FAILED + ": the topic takes records of at most " + largest + " bytes");
    }

    @Override
    public void action(WalkAction action) {
        chunk.action(action);
    }
}
