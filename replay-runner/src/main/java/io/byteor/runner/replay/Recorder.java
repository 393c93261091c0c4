package io.byteor.runner.replay;

import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.ledger.EffectPlace;
import io.byteor.runner.ledger.IntervalSet;
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
import io.byteor.schemas.pipeline.Stage;
import io.byteor.schemas.target.TargetAddress;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Decides about effects, hands them and the actions to the open chunk, and keeps the replay's progress in step with it. */
final class Recorder implements WalkSink {
    private static final Ruling IN_DOUBT =
            new Ruling(ActionDecision.UNKNOWN, "the runner was lost while it was being sent");
    private static final Ruling OVER_BUDGET = new Ruling(ActionDecision.SKIPPED, "the error budget is spent");
    private static final Ruling TO_END = new Ruling(ActionDecision.SKIPPED, "the replay was to end");

    private final ReplayPlan plan;
    private final ReplayProgress progress;
    private final Ways ways;
    private final OpenChunk chunk;
    private final EffectLedger elsewhere;
    private final long errorBudget;
    private final Map<Stage.EmitToTarget, List<Site>> sites = new IdentityHashMap<>();
    private String lane = "";
    private boolean skipping;

    /**
     * Where effects can go.
     *
     * @param largestRecords by topic, for every target topic on our own cluster
     */
    record Ways(Map<String, Integer> largestRecords, Departures departures) {}

    /**
     * Where a stage's effects happen.
     *
     * @param applied what this replay has applied there
     * @param elsewhere what others had when the claim began
     */
    private record Site(
            EffectPlace place,
            TargetAddress address,
            Provenance.Source source,
            IntervalSet applied,
            IntervalSet elsewhere) {}

    Recorder(
            ReplayPlan plan,
            ReplayProgress progress,
            Claim claim,
            Ways ways,
            RunnerPorts ports,
            BooleanSupplier cancelled) {
        this.plan = plan;
        this.progress = progress;
        this.ways = ways;
        this.chunk = new OpenChunk(plan, progress, claim, ways.departures(), ports, cancelled);
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

    /** How many effects stand at targets that remember, and have no action yet. */
    long standing() {
        return ways.departures().none() ? 0 : ways.departures().standing(progress.nextSequences());
    }

    /** From now on only takes down what was done before. */
    void skipTheRest() {
        skipping = true;
    }

    @Override
    public Ruling effect(TargetEffect effect) {
        if (effect.stage().suppressed()) {
            return Ruling.of(ActionDecision.SUPPRESSED);
        }
        if (!plan.executes()) {
            return Ruling.of(ActionDecision.WOULD_APPLY);
        }
        Site site = site(effect);
        long sequence = effect.origin().sequence();
        Ruling before = site.address instanceof TargetAddress.Remote ? before(site, sequence) : null;
        if (before != null) {
            site.applied.add(sequence);
            return before;
        }
        if (skipping || budgetSpent()) {
            return skipping ? TO_END : OVER_BUDGET;
        }
        if (!plan.accepted().getRequest().getReapply()
                && (site.elsewhere.contains(sequence) || ways.departures().appliedElsewhere(site.place, sequence))) {
            return Ruling.of(ActionDecision.DUPLICATE);
        }
        Provenance provenance = site.source.of(sequence, effect.occurrence());
        return switch (site.address) {
            case TargetAddress.KafkaTopic(String topic) ->
                write(site, sequence, new TopicEffect(topic, effect.key(), effect.payload(), provenance));
            case TargetAddress.Remote _ -> send(effect, site, provenance);
        };
    }

    /** Sites of the lane that is read, by stage, which no two roles share, and by how often a record came by there before. */
    private Site site(TargetEffect effect) {
        if (!effect.origin().lane().equals(lane)) {
            sites.clear();
            lane = effect.origin().lane();
        }
        List<Site> known = sites.computeIfAbsent(effect.stage(), _ -> new ArrayList<>());
        while (known.size() <= effect.occurrence()) {
            known.add(newSite(effect, known.size()));
        }
        return known.get(effect.occurrence());
    }

    private Site newSite(TargetEffect effect, int occurrence) {
        String target = effect.stage().target();
        TargetAddress address = plan.targets().get(target);
        if (address == null) {
            throw new IllegalStateException("the plan has no address for " + effect.stage());
        }
        EffectPlace first = new EffectPlace(
                effect.origin().lane(), effect.role(), effect.stage().name(), target);
        EffectPlace place = first.again(occurrence);
        return new Site(
                place,
                address,
                new Provenance.Source(
                        plan.accepted().getReplayId(),
                        plan.accepted().getBundle().getRootBundleId(),
                        first),
                progress.ledger().at(place),
                elsewhere.at(place));
    }

    /** What became of an effect that was sent before this claim; null where it was not, as far as can be known. */
    private @Nullable Ruling before(Site site, long sequence) {
        Outlet outlet = ways.departures().to(site.place.target());
        if (outlet != null && outlet.applied().contains(site.place, sequence)) {
            return Ruling.of(ActionDecision.APPLIED);
        }
        return progress.wasUnderWay(site.place, sequence) ? IN_DOUBT : null;
    }

    private Ruling write(Site site, long sequence, TopicEffect record) {
        int largest = ways.largestRecords().getOrDefault(record.topic(), 0);
        if (record.size() > largest) {
            return tooLarge(largest);
        }
        chunk.effect(record);
        site.applied.add(sequence);
        return Ruling.of(ActionDecision.APPLIED);
    }

    /** What departs counts as applied until its window is settled; only then does it come into the ledger. */
    private Ruling send(TargetEffect effect, Site site, Provenance provenance) {
        Outlet outlet = Objects.requireNonNull(ways.departures().to(site.place.target()));
        if (new TopicEffect(site.place.target(), effect.key(), effect.payload(), provenance).size()
                > outlet.largest()) {
            return tooLarge(outlet.largest());
        }
        chunk.depart(new Parcel(site.place, effect.origin().sequence(), effect.key(), effect.payload(), provenance));
        return Ruling.of(ActionDecision.APPLIED);
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
