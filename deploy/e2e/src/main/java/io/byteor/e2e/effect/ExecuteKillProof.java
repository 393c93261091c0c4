package io.byteor.e2e.effect;

import io.byteor.backends.kafka.EmbeddedCluster;
import io.byteor.cli.api.Audit;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.demo.kafka.TargetTopic;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.feed.Feed;
import io.byteor.e2e.kafka.EffectCount;
import io.byteor.e2e.kafka.EffectReader;
import io.byteor.e2e.kafka.MarkerTopic;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.system.RunningSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Runs executes one after another, each third of them to another cluster, while the runner is killed with SIGKILL at random and a
 * broker of the other cluster and the one of our own are restarted twice: once while effects go to our own, once while they go to
 * the other. Counts what came out: on both targets, read committed by
 * consumers that have nothing to do with the runner, and in the audit store.
 */
public final class ExecuteKillProof implements Proof {
    private static final Feed FEED = new Feed("execute-kill");
    private static final String ELSEWHERE = FEED.name() + ".elsewhere";
    private static final String MARKERS = FEED.name() + ".markers";
    private static final int EACH_FOR_THE_OTHER_CLUSTER = 3;
    private static final int EXECUTES_SMALL = 3;
    private static final int EXECUTES_FULL = 30;
    private static final int RECORDS_SMALL = 1_500;
    private static final int RECORDS_FULL = 20_000;
    private static final int KILLS_SMALL = 2;
    private static final int KILLS_FULL = 50;
    private static final int RESTARTS = 2;
    private static final int BROKERS_SMALL = 1;
    private static final int BROKERS_FULL = 3;
    private static final long RATE = 2_000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "execute-kill";
    }

    @Override
    public String claim() {
        return "executes to two clusters apply and record each effect once, whatever runners and brokers die meanwhile";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        try (EmbeddedCluster other = EmbeddedCluster.start(
                trial.folder().resolve("other-cluster"), trial.pick(BROKERS_SMALL, BROKERS_FULL))) {
            Map<String, String> reached =
                    Map.of("BYTEOR_RUNNER_CLUSTERS_OTHER_BOOTSTRAP_SERVERS", other.bootstrapServers());
            Needs needs = Needs.whole().adjusted(Part.RUNNER, new Adjustment(reached, List.of()));
            return trial.stage().play(needs, system -> new Scene(trial, system, other).play());
        }
    }

    private static final class Scene {
        private final Trial trial;
        private final RunningSystem system;
        private final EmbeddedCluster other;
        private final Executes executes;
        private final Random random;
        private final int number;
        private final int records;
        private final EffectReader here;
        private final EffectReader there;
        private int kills;
        private int restartsHere;
        private int restartsElsewhere;
        private int inTheMiddle;

        Scene(Trial trial, RunningSystem system, EmbeddedCluster other) {
            this.trial = trial;
            this.system = system;
            this.other = other;
            this.executes = new Executes(system);
            this.random = new Random(trial.seed());
            this.number = trial.pick(EXECUTES_SMALL, EXECUTES_FULL);
            this.records = trial.pick(RECORDS_SMALL, RECORDS_FULL);
            this.here = new EffectReader(system.client().bootstrapServers(), FEED.target());
            this.there = new EffectReader(other.bootstrapServers(), ELSEWHERE);
        }

        Verdict play() throws Exception {
            FEED.createTarget(system);
            new TargetTopic(other.bootstrapServers(), ELSEWHERE).create(1);
            MarkerTopic.create(other.bootstrapServers(), MARKERS);
            FEED.register(new GovernApi(executes.as("admin")), 0);
            executes.environment(ELSEWHERE, """
                    {"kafka": {"cluster": "other", "topic": "%s", "markers": "%s", "privateAddresses": true}}
                    """.formatted(ELSEWHERE, MARKERS), false);
            int total = number * records;
            String bundleId = FEED.capture(system, trial.folder().resolve("capture"), total / Feed.RECORDS + 1);
            List<String> replays = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                replays.add(execute(bundleId, i));
            }
            return count(replays, total);
        }

        private boolean elsewhere(int execute) {
            return execute % EACH_FOR_THE_OTHER_CLUSTER == EACH_FOR_THE_OTHER_CLUSTER - 1;
        }

        /** One execute with its share of the kills and, in the middle of all, of the restarts. */
        private String execute(String bundleId, int execute) throws Exception {
            EffectReader target = elsewhere(execute) ? there : here;
            long before = target.committed().distinct();
            long begin = target.written();
            long from = (long) execute * records;
            String replayId = Executes.accepted(executes.ask(
                    bundleId, elsewhere(execute) ? ELSEWHERE : null, from, from + records - 1, false, RATE));
            int due = trial.pick(KILLS_SMALL, KILLS_FULL) * (execute + 1) / number;
            int shares = due - kills;
            for (int share = 0; kills < due; share++) {
                awaitWritten(target, begin + Math.round((share + random.nextDouble()) * records / (shares + 1)));
                kill(target, before);
                if (execute >= number / 3) {
                    restartBrokersOnce(elsewhere(execute));
                }
            }
            executes.audit(replayId);
            return replayId;
        }

        private void awaitWritten(EffectReader target, long offset) throws InterruptedException {
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (target.written() < offset) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the target never came to offset " + offset);
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }

        private void kill(EffectReader target, long before) throws Exception {
            ProcessHandle runner = system.process(Part.RUNNER);
            runner.destroyForcibly();
            runner.onExit().get();
            kills++;
            if (target.committed().distinct() < before + records) {
                inTheMiddle++;
            }
            trial.out()
                    .printf(
                            "kill %d: %,d effects of this execute stood%n",
                            kills, target.committed().distinct() - before);
            system.restart(Part.RUNNER);
        }

        /** Ours dies of SIGKILL, one of the others is stopped and started. */
        private void restartBrokersOnce(boolean elsewhere) throws Exception {
            if ((elsewhere ? restartsElsewhere : restartsHere) > 0) {
                return;
            }
            ProcessHandle broker = system.process(Part.BROKER);
            broker.destroyForcibly();
            broker.onExit().get();
            system.restart(Part.BROKER);
            other.restart((restartsHere + restartsElsewhere) % other.brokers());
            if (elsewhere) {
                restartsElsewhere++;
            } else {
                restartsHere++;
            }
            trial.out()
                    .printf(
                            "a broker of each cluster restarted while effects go %s%n",
                            elsewhere ? "elsewhere" : "here");
        }

        private Verdict count(List<String> replays, int total) throws Exception {
            EffectCount effectsHere = here.committed();
            EffectCount effectsThere = there.committed();
            EffectCount recorded = new EffectCount();
            int intact = 0;
            int completed = 0;
            for (String replay : replays) {
                Audit audit = executes.audit(replay);
                completed += audit.completed() ? 1 : 0;
                intact += executes.verdict(replay).equals("intact") ? 1 : 0;
                executes.actions(replay, action -> {
                    if (action.path("decision").asText().equals("applied")) {
                        recorded.add(action.path("originSequence").asLong());
                    }
                });
            }
            long away = (long) records * (number / EACH_FOR_THE_OTHER_CLUSTER);
            return Verdict.collector()
                    .figure("executes", number)
                    .figure("brokersOfTheOtherCluster", other.brokers())
                    .expect("kills", kills, trial.pick(KILLS_SMALL, KILLS_FULL))
                    .figure("killsInTheMiddle", inTheMiddle)
                    .expect("restarts", restartsHere + restartsElsewhere, RESTARTS)
                    .expect("restartsWhileEffectsGoHere", restartsHere, 1)
                    .expect("restartsWhileEffectsGoElsewhere", restartsElsewhere, 1)
                    .expect("completed", completed, number)
                    .expect("here", effectsHere.distinct(), total - away)
                    .expect("hereTwice", effectsHere.repeated(), 0L)
                    .expect("elsewhere", effectsThere.distinct(), away)
                    .expect("elsewhereTwice", effectsThere.repeated(), 0L)
                    .expect("inAuditStore", recorded.distinct(), (long) total)
                    .expect("inAuditStoreTwice", recorded.repeated(), 0L)
                    .expect("intact", intact, number)
                    .verdict();
        }
    }
}
