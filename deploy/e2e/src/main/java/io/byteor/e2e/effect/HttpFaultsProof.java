package io.byteor.e2e.effect;

import io.byteor.cli.api.Audit;
import io.byteor.cli.api.GovernApi;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.effect.FaultyServer.Visits;
import io.byteor.e2e.feed.Feed;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.system.RunningSystem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Sends the first half of a lane to a server that does not honour Idempotency-Key, and the second half to one that does. Both hang
 * up, dawdle, fail and turn away by chance, and the runner is killed with SIGKILL meanwhile. What each server saw is held against
 * what the audit says.
 */
public final class HttpFaultsProof implements Proof {
    private static final Feed FEED = new Feed("http-faults");
    private static final int RECORDS_SMALL = 400;
    private static final int RECORDS_FULL = 6_000;
    private static final int KILLS_SMALL = 1;
    private static final int KILLS_FULL = 5;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int CONCURRENCY = 8;
    private static final int WINDOW = 4 * CONCURRENCY;

    @Override
    public String name() {
        return "http-faults";
    }

    @Override
    public String claim() {
        return "no effect reaches a faulty HTTP server twice unless that is safe, and each that nobody can know is unknown";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        return trial.stage().play(Needs.whole(), system -> new Scene(trial, system).play());
    }

    private static final class Scene {
        private final Trial trial;
        private final RunningSystem system;
        private final Executes executes;
        private final Random random;
        private final Verdict.Collector figures = Verdict.collector();

        Scene(Trial trial, RunningSystem system) {
            this.trial = trial;
            this.system = system;
            this.executes = new Executes(system);
            this.random = new Random(trial.seed());
        }

        Verdict play() throws Exception {
            int records = trial.pick(RECORDS_SMALL, RECORDS_FULL);
            FEED.register(new GovernApi(executes.as("admin")), 0);
            int feeds = 2 * records / Feed.RECORDS + 1;
            String bundleId = FEED.capture(system, trial.folder().resolve("capture"), feeds);
            play("once", bundleId, 0, records, false);
            play("again", bundleId, records, records, true);
            return figures.verdict();
        }

        private void play(String name, String bundleId, int first, int records, boolean honours) throws Exception {
            try (FaultyServer server = new FaultyServer(random.nextLong(), TIMEOUT.multipliedBy(2))) {
                String environment = FEED.name() + "-" + name;
                executes.environment(
                        environment, """
                        {"http": {"url": "http://127.0.0.1:%d/%s", "privateAddresses": true, "timeout": "%s",
                                  "retryFor": "PT10S", "concurrency": %d, "honoursIdempotencyKey": %b}}
                        """.formatted(server.port(), name, TIMEOUT, CONCURRENCY, honours), false);
                String replayId = Executes.accepted(
                        executes.ask(bundleId, environment, first, first + records - 1L, false, null));
                int kills = trial.pick(KILLS_SMALL, KILLS_FULL);
                for (int kill = 1; kill <= kills; kill++) {
                    awaitRequests(server, (long) ((kill - 0.5 * random.nextDouble()) * records / (kills + 1)));
                    killRunner(server);
                }
                count(name, executes.audit(replayId), server, new Expected(first, records, kills, honours));
            }
        }

        private void awaitRequests(FaultyServer server, long from) throws InterruptedException {
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (server.requests() < from) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the server never saw request " + from);
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }

        private void killRunner(FaultyServer server) throws Exception {
            ProcessHandle runner = system.process(Part.RUNNER);
            runner.destroyForcibly();
            runner.onExit().get();
            trial.out().printf("killed the runner after %,d requests%n", server.requests());
            system.restart(Part.RUNNER);
        }

        private record Expected(int first, int records, int kills, boolean honours) {}

        private void count(String name, Audit audit, FaultyServer server, Expected expected) throws Exception {
            String verdict = executes.verdict(audit.replayId());
            Map<String, Visits> visits = server.visits();
            Map<String, String> decisions = new HashMap<>();
            executes.actions(
                    audit.replayId(),
                    action -> decisions.put(
                            action.path("originLane").asText() + "/"
                                    + action.path("originSequence").asLong(),
                            action.path("decision").asText()));
            Map<String, Visits> byOrigin = new HashMap<>();
            visits.values().forEach(it -> it.origins().forEach(origin -> byOrigin.put(origin, it)));
            long most = expected.kills() * (long) WINDOW;
            long untold = decisions.entrySet().stream()
                    .filter(it -> it.getValue().equals("unknown"))
                    .filter(it -> !byOrigin.containsKey(it.getKey())
                            || byOrigin.get(it.getKey()).ambiguous() == 0)
                    .count();
            figures.figure(name + "Requests", server.requests())
                    .figure(name + "Decisions", audit.byDecision())
                    .figure(name + "UnknownByKills", untold)
                    .expect(name + "UnknownByKillsWithinWindows", untold <= most, true)
                    .expect(name + "Records", decisions.size(), expected.records())
                    .expect(
                            name + "Sum",
                            audit.count("applied") + audit.count("unknown") + audit.count("failed"),
                            (long) expected.records())
                    .expect(name + "KeysOfSeveralEffects", several(visits), 0L)
                    .expect(name + "EffectsOfSeveralKeys", visits.size() - byOrigin.size(), 0)
                    .expect(name + "AppliedButNotTaken", appliedButNotTaken(decisions, byOrigin), 0L)
                    .expect(name + "FailedButMayHave", failedButMayHave(decisions, byOrigin), 0L)
                    .expect(name + "Verify", verdict, "intact");
            if (expected.honours()) {
                figures.figure(name + "Repeated", repeated(visits));
            } else {
                figures.expect(name + "Repeated", repeated(visits), 0L)
                        .expect(name + "AmbiguousButNotUnknown", ambiguousButKnown(decisions, byOrigin), 0L);
            }
        }

        private static long several(Map<String, Visits> visits) {
            return visits.values().stream()
                    .filter(it -> it.origins().size() != 1)
                    .count();
        }

        /** Keys under which more than one request came that may have had its effect. */
        private static long repeated(Map<String, Visits> visits) {
            return visits.values().stream()
                    .filter(it -> it.mayHaveHadAnEffect() > 1)
                    .count();
        }

        private static long appliedButNotTaken(Map<String, String> decisions, Map<String, Visits> byOrigin) {
            return decisions.entrySet().stream()
                    .filter(it -> it.getValue().equals("applied"))
                    .filter(it -> !byOrigin.containsKey(it.getKey())
                            || byOrigin.get(it.getKey()).taken() == 0)
                    .count();
        }

        private static long failedButMayHave(Map<String, String> decisions, Map<String, Visits> byOrigin) {
            return decisions.entrySet().stream()
                    .filter(it -> it.getValue().equals("failed"))
                    .filter(it -> byOrigin.containsKey(it.getKey())
                            && byOrigin.get(it.getKey()).mayHaveHadAnEffect() > 0)
                    .count();
        }

        private static long ambiguousButKnown(Map<String, String> decisions, Map<String, Visits> byOrigin) {
            return decisions.entrySet().stream()
                    .filter(it -> byOrigin.containsKey(it.getKey())
                            && byOrigin.get(it.getKey()).ambiguous() > 0)
                    .filter(it -> !it.getValue().equals("unknown"))
                    .count();
        }
    }
}
