package io.byteor.e2e.effect;

import io.byteor.cli.api.Audit;
import io.byteor.cli.api.Decision;
import io.byteor.cli.api.GovernApi;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.feed.Feed;
import io.byteor.e2e.kafka.EffectCount;
import io.byteor.e2e.kafka.EffectReader;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.system.RunningSystem;
import java.util.List;
import java.util.Map;

/**
 * Executes one half of a lane, the same half again, a half that overlaps it, and then all of it with {@code reapply}: first where
 * the posture forbids that, then where it does not. The runner is killed between the first and the second, so that what was
 * applied can only be known from the topics.
 */
public final class ReapplyProof implements Proof {
    private static final Feed FEED = new Feed("reapply");
    private static final int FEEDS_SMALL = 1;
    private static final int FEEDS_FULL = 60;

    @Override
    public String name() {
        return "reapply";
    }

    @Override
    public String claim() {
        return "what one execute applied, another of the same bundle calls duplicate, unless it may and shall apply again";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        return trial.stage().play(Needs.whole(), system -> play(trial, system));
    }

    private static Verdict play(Trial trial, RunningSystem system) throws Exception {
        long records = Feed.RECORDS * (long) trial.pick(FEEDS_SMALL, FEEDS_FULL);
        long half = records / 2;
        long quarter = records / 4;
        String bootstrap = system.client().bootstrapServers();
        FEED.createTarget(system);
        Executes executes = new Executes(system);
        FEED.register(new GovernApi(executes.as("admin")), 0);
        String bundleId = FEED.capture(system, trial.folder().resolve("capture"), trial.pick(FEEDS_SMALL, FEEDS_FULL));

        Audit first = executes.run(bundleId, null, 0, half - 1, false);
        system.process(Part.RUNNER).destroyForcibly();
        system.process(Part.RUNNER).onExit().get();
        system.restart(Part.RUNNER);
        Audit same = executes.run(bundleId, null, 0, half - 1, false);
        Audit overlapping = executes.run(bundleId, null, quarter, half + quarter - 1, false);
        EffectCount once = new EffectReader(bootstrap, FEED.target()).committed();
        Decision forbidden = executes.ask(bundleId, null, 0, records - 1, true, null);
        executes.environment(FEED.name(), "{\"kafka\":{\"topic\":\"" + FEED.target() + "\"}}", true);
        Audit all = executes.run(bundleId, null, 0, records - 1, true);
        EffectCount again = new EffectReader(bootstrap, FEED.target()).committed();

        return Verdict.collector()
                .figure("records", records)
                .expect("first", first.byDecision(), Map.of("applied", half))
                .expect("same", same.byDecision(), Map.of("duplicate", half))
                .expect(
                        "overlapping",
                        overlapping.byDecision(),
                        Map.of("duplicate", half - quarter, "applied", quarter))
                .expect("onTarget", once.distinct(), half + quarter)
                .expect("onTargetTwice", once.repeated(), 0L)
                .expect("forbidden", forbidden.failedCodes(), List.of("REAPPLY_FORBIDDEN"))
                .expect("again", all.byDecision(), Map.of("applied", records))
                .expect("onTargetAgain", again.distinct(), records)
                .expect("onTargetTwiceAgain", again.repeated(), half + quarter)
                .expect("verify", executes.verdict(all.replayId()), "intact")
                .verdict();
    }
}
