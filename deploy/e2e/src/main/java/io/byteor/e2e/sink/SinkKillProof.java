package io.byteor.e2e.sink;

import io.byteor.cli.api.AuditApi;
import io.byteor.cli.http.ApiClient;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.sink.kafka.ActionFeed;
import io.byteor.e2e.sink.kafka.Comparison;
import io.byteor.e2e.sink.postgres.DatabaseCrash;
import io.byteor.e2e.sink.postgres.StoredRows;
import io.byteor.e2e.stage.Needs;
import io.byteor.e2e.stage.Sibling;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.part.PartCommands;
import io.byteor.launcher.system.RunningSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Feeds actions and audits at a steady rate while audit-sink dies of SIGKILL, PostgreSQL dies of SIGKILL, every other time with a
 * commit that nobody hears of, and a second sink comes and goes. Then holds the store against the topic, row for row.
 */
public final class SinkKillProof implements Proof {
    private static final String NAME = "sink-kill";
    private static final int ACTIONS_SMALL = 500;
    private static final int ACTIONS_FULL = 5_000;
    private static final int REPLAYS_SMALL = 40;
    private static final int REPLAYS_FULL = 400;
    private static final int RATE_SMALL = 2_500;
    private static final int RATE_FULL = 5_000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private enum Blow {
        KILL(2, 20),
        DATABASE(1, 5),
        REBALANCE(1, 10);

        private final int small;
        private final int full;

        Blow(int small, int full) {
            this.small = small;
            this.full = full;
        }

        int times(Trial trial) {
            return trial.pick(small, full);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "the audit store holds what the topic holds, row for row and once, whatever sinks and databases die meanwhile";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        return trial.stage().play(Needs.of(Part.SINK), system -> new Scene(trial, system).play());
    }

    private static final class Scene {
        private final Trial trial;
        private final RunningSystem system;
        private final Random random;
        private final ActionFeed.Plan plan;
        private final String jdbcUrl;
        private final DatabaseCrash crash;
        private int crashes;
        private int inTheMiddle;

        Scene(Trial trial, RunningSystem system) {
            this.trial = trial;
            this.system = system;
            this.random = new Random(trial.seed());
            this.plan = new ActionFeed.Plan(
                    NAME + "-" + trial.seed(),
                    trial.pick(REPLAYS_SMALL, REPLAYS_FULL),
                    trial.pick(ACTIONS_SMALL, ACTIONS_FULL),
                    trial.pick(RATE_SMALL, RATE_FULL));
            this.jdbcUrl = "jdbc:postgresql://"
                    + system.state()
                            .find(Part.DATABASE)
                            .orElseThrow()
                            .endpoint()
                            .address() + "/byteor";
            this.crash = new DatabaseCrash(system, jdbcUrl, PartCommands.DATABASE_USER);
        }

        Verdict play() throws Exception {
            try (Comparison comparison = new Comparison(system.client());
                    ActionFeed feed = new ActionFeed(system.client(), plan, trial.seed())) {
                Thread feeding = Thread.ofPlatform().name("feed").start(feed);
                List<Blow> blows = blows();
                long share = plan.total() / blows.size();
                for (int i = 0; i < blows.size(); i++) {
                    feed.allow((i + 1) * share);
                    awaitFed(feed, i * share + random.nextLong(share / 2));
                    strike(blows.get(i), feed);
                }
                feed.allow(plan.total());
                feeding.join();
                return count(feed, comparison);
            }
        }

        /** All of them in an order of the seed's; the second sink first, whose partitions move on while others are struck. */
        private List<Blow> blows() {
            List<Blow> blows = new ArrayList<>();
            for (Blow blow : Blow.values()) {
                blows.addAll(Collections.nCopies(blow.times(trial), blow));
            }
            Collections.shuffle(blows, random);
            blows.remove(Blow.REBALANCE);
            blows.addFirst(Blow.REBALANCE);
            return blows;
        }

        private static void awaitFed(ActionFeed feed, long actions) throws InterruptedException {
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (feed.written() < actions) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the feed never came to action " + actions);
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }

        private void strike(Blow blow, ActionFeed feed) throws Exception {
            switch (blow) {
                case KILL -> {
                    ProcessHandle sink = system.process(Part.SINK);
                    sink.destroyForcibly();
                    sink.onExit().get();
                    inTheMiddle += arrived() < feed.written() ? 1 : 0;
                    system.restart(Part.SINK);
                }
                case DATABASE -> {
                    if (crashes++ % 2 == 0) {
                        crash.behindACommit();
                    } else {
                        crash.anyTime();
                    }
                }
                case REBALANCE -> {
                    try (Sibling second = new Sibling(
                            system,
                            "audit-sink-2",
                            "audit-sink",
                            Map.of(
                                    "BYTEOR_SINK_INSTANCE_ID",
                                    "sink-2",
                                    "QUARKUS_DATASOURCE_JDBC_URL",
                                    jdbcUrl,
                                    "QUARKUS_DATASOURCE_USERNAME",
                                    PartCommands.DATABASE_USER,
                                    "QUARKUS_DATASOURCE_PASSWORD",
                                    ""),
                            random)) {
                        second.awaitServing();
                    }
                }
            }
            trial.out().printf("%s at %,d of %,d actions in the store%n", blow, arrived(), plan.total());
        }

        private long arrived() {
            try (StoredRows store = store()) {
                return store.arrived(plan.prefix());
            }
        }

        private StoredRows store() {
            return new StoredRows(jdbcUrl, PartCommands.DATABASE_USER);
        }

        private Verdict count(ActionFeed feed, Comparison comparison) throws Exception {
            try (StoredRows store = store()) {
                long deadline = System.nanoTime() + LONGEST.toNanos();
                while (store.finished(plan.prefix()) < plan.replays() && System.nanoTime() < deadline) {
                    Thread.sleep(LOOK_AGAIN);
                }
                Comparison.Outcome outcome = comparison.with(store, plan.prefix());
                Verdict.Collector verdict = Verdict.collector();
                for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                    verdict.expect(setting, store.show(setting), "on");
                }
                return verdict.figure("kills", Blow.KILL.times(trial))
                        .figure("killsInTheMiddle", inTheMiddle)
                        .figure("databaseCrashes", crashes)
                        .figure("commitsUnheard", (crashes + 1) / 2)
                        .figure("rebalances", Blow.REBALANCE.times(trial))
                        .expect("fed", feed.written(), plan.total())
                        .expect("onTopic", outcome.distinct(), plan.total())
                        .figure("onTopicAgain", outcome.repeated())
                        .expect("rows", store.rows(plan.prefix()), plan.total())
                        .expect("rowsDiffering", outcome.differing(), 0L)
                        .expect("rootsDiffering", outcome.otherRoots(), 0L)
                        .expect("intact", intact(), plan.replays())
                        .verdict();
            }
        }

        /** As audit-sink itself says. */
        private int intact() {
            AuditApi audits = new AuditApi(ApiClient.of(
                    system.client().url(),
                    Objects.requireNonNull(system.client().tokens().get("analyst"))));
            int intact = 0;
            for (int replay = 0; replay < plan.replays(); replay++) {
                intact += audits.verify(plan.replayId(replay), LONGEST).intact() ? 1 : 0;
            }
            return intact;
        }
    }
}
