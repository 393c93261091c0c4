package io.byteor.e2e;

import io.byteor.cli.api.Audit;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Decision;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.Grounds;
import io.byteor.cli.api.PageQuery;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.Waiting;
import io.byteor.e2e.feed.Feed;
import io.byteor.e2e.kafka.EffectCount;
import io.byteor.e2e.kafka.EffectReader;
import io.byteor.e2e.kafka.HeldTransaction;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.system.RunningSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * Kills the runner with SIGKILL in the middle of an execute, three times, and counts what came out: on the target, read
 * committed by a consumer of its own, and in the audit store. At one take-over a bystander's transaction is open on the
 * partition from which the new owner has to read its checkpoint; at another the execute is paused, and stays so until it is
 * told to go on.
 */
final class RunnerKillProof implements Proof {
    private static final Feed FEED = new Feed("runner-kill");
    private static final int KILLS = 3;
    private static final int KILL_WHILE_PAUSED = 1;
    private static final int KILL_WITH_BYSTANDER = 2;
    private static final int FEEDS_SMALL = 6;
    private static final int FEEDS_FULL = 60;
    private static final long RATE_SMALL = 1_000;
    private static final long RATE_FULL = 5_000;
    private static final Duration BYSTANDING = Duration.ofSeconds(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int PAGE = 1_000;

    @Override
    public String name() {
        return "runner-kill";
    }

    @Override
    public String claim() {
        return "an execute whose runner is killed again and again applies and records every effect exactly once";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        return trial.stage().play(Needs.whole(), system -> new Scene(trial, system).play());
    }

    private static final class Scene {
        private final Trial trial;
        private final RunningSystem system;
        private final EffectReader target;
        private final Random random;
        private final int records;
        private int inTheMiddle;
        private long writtenWhilePaused;

        Scene(Trial trial, RunningSystem system) {
            this.trial = trial;
            this.system = system;
            this.target = new EffectReader(system.client().bootstrapServers(), FEED.target());
            this.random = new Random(trial.seed());
            this.records = Feed.RECORDS * trial.pick(FEEDS_SMALL, FEEDS_FULL);
        }

        Verdict play() throws Exception {
            FEED.createTarget(system);
            FEED.register(new GovernApi(as("admin")), 0);
            String bundleId = FEED.capture(system, trial.folder().resolve("capture"), records / Feed.RECORDS);
            String replayId = execute(bundleId);
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitMiddle(kill);
                if (kill == KILL_WHILE_PAUSED) {
                    control(replayId, "pause");
                    awaitPaused(replayId, Instant.MIN);
                    long written = target.written();
                    Instant killed = Instant.now();
                    killRunner(kill, bundleId);
                    awaitPaused(replayId, killed);
                    writtenWhilePaused = target.written() - written;
                    control(replayId, "resume");
                } else {
                    killRunner(kill, bundleId);
                }
            }
            var audits = new AuditApi(as("analyst"));
            Audit audit = audits.audit(replayId, LONGEST, Waiting.SILENT);
            awaitRecorded(audits, replayId);
            return count(audits, audit, replayId);
        }

        private String execute(String bundleId) {
            ReplayRequest paced = ReplayRequest.execute(bundleId, "runner-kill proof")
                    .change()
                    .rate(trial.scale() == Scale.FULL ? RATE_FULL : RATE_SMALL)
                    .made();
            Decision decision = new GovernApi(as("operator")).request(paced, CallOptions.once());
            if (!decision.accepted()) {
                throw new IllegalStateException("the execute was rejected: " + decision.document());
            }
            return decision.replayId();
        }

        /** Waits until the replay has come to somewhere within its share of the lane. */
        private void awaitMiddle(int kill) throws InterruptedException {
            double share = (kill - 0.75 + 0.5 * random.nextDouble()) / (KILLS + 1);
            long from = Math.round(share * records);
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (target.written() < from) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the replay never came to record " + from);
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }

        private void control(String replayId, String control) {
            Grounds grounds = new Grounds("runner-kill proof", null);
            new GovernApi(as("operator")).controlReplay(replayId, control, grounds, CallOptions.once());
        }

        /** Waits until a runner says, later than that, that the replay is paused. */
        private void awaitPaused(String replayId, Instant later) throws InterruptedException {
            GovernApi govern = new GovernApi(as("operator"));
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (govern.progress(replayId)
                    .filter(told -> told.path("state").asText().equals("paused"))
                    .filter(told -> Instant.parse(told.path("at").asText()).isAfter(later))
                    .isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the replay never paused");
                }
                Thread.sleep(LOOK_AGAIN.multipliedBy(10));
            }
        }

        private void killRunner(int kill, String bundleId) throws Exception {
            ProcessHandle runner = system.process(Part.RUNNER);
            runner.destroyForcibly();
            runner.onExit().get();
            if (target.written() < records) {
                inTheMiddle++;
            }
            trial.out().printf("killed the runner at %,d of %,d effects written%n", target.written(), records);
            if (kill != KILL_WITH_BYSTANDER) {
                system.restart(Part.RUNNER);
                return;
            }
            try (var _ = HeldTransaction.open(system.client().bootstrapServers(), bundleId)) {
                system.restart(Part.RUNNER);
                Thread.sleep(BYSTANDING);
            }
        }

        private void awaitRecorded(AuditApi audits, String replayId) throws InterruptedException {
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (!audits.verify(replayId, LONGEST).intact() && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_AGAIN.multipliedBy(50));
            }
        }

        private Verdict count(AuditApi audits, Audit audit, String replayId) {
            EffectCount onTarget = target.committed();
            EffectCount recorded = recorded(audits, replayId);
            return Verdict.collector()
                    .expect("killsInTheMiddle", inTheMiddle, KILLS)
                    .expect("writtenWhilePaused", writtenWhilePaused, 0L)
                    .figure("writtenToTarget", target.written())
                    .expect("outcome", audit.outcome(), "completed")
                    .expect("applied", audit.count("applied"), (long) records)
                    .expect("onTarget", onTarget.distinct(), (long) records)
                    .expect("onTargetTwice", onTarget.repeated(), 0L)
                    .expect("inAuditStore", recorded.distinct(), (long) records)
                    .expect("inAuditStoreTwice", recorded.repeated(), 0L)
                    .expect("verify", audits.verify(replayId, LONGEST).verdict(), "intact")
                    .verdict();
        }

        private static EffectCount recorded(AuditApi audits, String replayId) {
            var count = new EffectCount();
            String after = null;
            do {
                var page = audits.actions(replayId, new PageQuery(after, PAGE), LONGEST);
                page.items().stream()
                        .filter(action -> action.path("decision").asText().equals("applied"))
                        .forEach(action ->
                                count.add(action.path("originSequence").asLong(-1)));
                after = page.next();
            } while (!after.isEmpty());
            return count;
        }

        private ApiClient as(String role) {
            var client = system.client();
            String token = client.tokens().get(role);
            if (token == null) {
                throw new IllegalStateException("no local token for " + role);
            }
            return ApiClient.of(client.url(), token);
        }
    }
}
