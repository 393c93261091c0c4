package io.byteor.e2e.govern.race;

import io.byteor.cli.api.Decision;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.GovernApi.Vote;
import io.byteor.cli.api.Grounds;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.feed.Feed;
import io.byteor.e2e.feed.FeedBundle;
import io.byteor.e2e.govern.race.ValidatorProcess.Death;
import io.byteor.e2e.kafka.FactReader;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Ten requests at a time race for each approval, through two gateways, while one validator after the other is killed with SIGKILL in
 * the middle of a race; where there is a third, it loses its disk too, and another goes on with its own copy of the state. What was decided is read from the topic, read committed, by a consumer of its own, and held against
 * what the callers were told.
 */
public final class ApprovalRaceProof implements Proof {
    private static final Feed FEED = new Feed("approval-race");
    private static final String BUNDLE_ID = "sha256:" + "b".repeat(64);
    private static final int RIVALS = 10;
    private static final int APPROVALS_SMALL = 4;
    private static final int APPROVALS_FULL = 20;
    private static final int INSTANCES_SMALL = 2;
    private static final int INSTANCES_FULL = 3;
    private static final int GATEWAYS = 2;
    private static final Duration ROUND_FULL = Duration.ofSeconds(4);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(15);
    private static final int LATEST_KILL_MILLIS = 60;

    @Override
    public String name() {
        return "approval-race";
    }

    @Override
    public String claim() {
        return "however many requests race for an approval and whichever validator dies, one gets it and each is decided once";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        Needs validator = Needs.of(Part.VALIDATOR);
        Needs needs = standbys(trial) == 0 ? validator : validator.adjusted(Part.VALIDATOR, copying(standbys(trial)));
        return trial.stage().play(needs, system -> {
            try (Scene scene = new Scene(trial, system)) {
                return scene.play();
            }
        });
    }

    /** Where a machine dies with its disk, others hold copies of its state. */
    private static int standbys(Trial trial) {
        return trial.pick(0, 1);
    }

    private static Adjustment copying(int standbys) {
        return new Adjustment(Map.of("BYTEOR_VALIDATOR_STANDBY_REPLICAS", Integer.toString(standbys)), List.of());
    }

    private static final class Scene implements AutoCloseable {
        private final Trial trial;
        private final RunningSystem system;
        private final Random random;
        private final List<Validator> validators = new ArrayList<>();
        private final List<ValidatorProcess> others = new ArrayList<>();
        private final Map<String, Decision> told = new HashMap<>();
        private int kills;

        Scene(Trial trial, RunningSystem system) throws Exception {
            this.trial = trial;
            this.system = system;
            this.random = new Random(trial.seed());
            for (int number = 2; number <= trial.pick(INSTANCES_SMALL, INSTANCES_FULL); number++) {
                others.add(ValidatorProcess.start(
                        system,
                        number,
                        random,
                        number > GATEWAYS ? Death.OF_THE_MACHINE : Death.OF_THE_PROCESS,
                        standbys(trial)));
            }
            validators.add(new Validator.OfSystem(system));
            validators.addAll(others);
        }

        Verdict play() throws Exception {
            for (ValidatorProcess other : others) {
                other.awaitServing();
            }
            try (var captured = new FactReader(system.client(), Topic.BUNDLE_CAPTURED)) {
                captured.write(BUNDLE_ID, FeedBundle.announced(FEED, BUNDLE_ID));
            }
            GovernApi admin = as("admin");
            FEED.register(admin, 1);
            int approvals = trial.pick(APPROVALS_SMALL, APPROVALS_FULL);
            ReplayRequest request = ReplayRequest.execute(BUNDLE_ID, "approval-race proof");
            GovernApi operator = as("operator");
            GovernApi approver = as("approver");
            List<String> granted = new ArrayList<>();
            for (int approval = 0; approval < approvals; approval++) {
                granted.add(grant(request, operator, approver));
            }
            Rivals rivals = new Rivals(
                    validators.stream().limit(GATEWAYS).map(Validator::url).toList(), token("operator"));
            try (var decided = FactReader.fromNow(system.client(), Topic.REPLAY_DECIDED);
                    var states = FactReader.fromNow(system.client(), Topic.APPROVAL_STATE)) {
                race(request, granted, rivals);
                return count(approvals, rivals, decided, states);
            }
        }

        private static String grant(ReplayRequest request, GovernApi operator, GovernApi approver) {
            String approvalId =
                    operator.requestApproval(request, CallOptions.once()).approvalId();
            approver.vote(approvalId, Vote.APPROVE, new Grounds("approval-race proof", null), CallOptions.once());
            return approvalId;
        }

        private void race(ReplayRequest request, List<String> approvals, Rivals rivals)
                throws InterruptedException, ExecutionException {
            long killedAt = System.nanoTime() - BETWEEN_KILLS.toNanos();
            for (String approvalId : approvals) {
                long began = System.nanoTime();
                boolean kill = (trial.scale() == Scale.SMALL)
                        ? approvalId.equals(approvals.get(1))
                        : began - killedAt >= BETWEEN_KILLS.toNanos();
                Thread killer = Thread.startVirtualThread(() -> {
                    if (kill) {
                        kill();
                    }
                });
                rivals.race(request.withApproval(approvalId), approvalId, RIVALS)
                        .forEach(decision -> told.put(decision.replayId(), decision));
                killer.join();
                killedAt = kill ? began : killedAt;
                if (trial.scale() == Scale.FULL) {
                    Thread.sleep(ROUND_FULL.minusNanos(Math.min(ROUND_FULL.toNanos(), System.nanoTime() - began)));
                }
            }
        }

        /** The next of them, a moment after the requests went off. */
        private void kill() {
            try {
                Thread.sleep(random.nextInt(LATEST_KILL_MILLIS));
                Validator victim = validators.get(kills % validators.size());
                victim.killAndRestart();
                kills++;
                trial.out().println("killed " + victim.name());
            } catch (Exception e) {
                throw new IllegalStateException("a validator cannot be killed", e);
            }
        }

        private Verdict count(int approvals, Rivals rivals, FactReader decided, FactReader states) {
            int requests = approvals * RIVALS;
            List<ReplayAccepted> accepted = decided.all(ReplayAccepted.class);
            List<ReplayRejected> rejected = decided.all(ReplayRejected.class);
            Set<String> decidedOnce = new HashSet<>();
            accepted.forEach(it -> decidedOnce.add(it.getReplayId()));
            rejected.forEach(it -> decidedOnce.add(it.getReplayId()));
            Set<String> winners = new HashSet<>();
            accepted.forEach(it -> winners.add(it.getRequest().getApprovalId()));
            long consumed = rejected.stream()
                    .filter(it -> failed(it).equals(List.of("APPROVAL_CONSUMED")))
                    .count();
            return Verdict.collector()
                    .figure("instances", validators.size())
                    .figure("kills", kills)
                    .expect("someKilled", kills > 0, true)
                    .figure("sentAgain", rivals.repeated())
                    .expect("answered", told.size(), requests)
                    .expect("accepted", accepted.size(), approvals)
                    .expect("approvalsUsed", winners.size(), approvals)
                    .expect("rejected", rejected.size(), requests - approvals)
                    .expect("rejectedAsConsumed", consumed, (long) requests - approvals)
                    .expect("decided", decidedOnce.size(), requests)
                    .expect("toldOtherwiseThanDecided", contradicted(accepted), 0L)
                    .expect("reservedOnce", reservedOnce(states.all(ApprovalState.class)), approvals)
                    .verdict();
        }

        private long contradicted(List<ReplayAccepted> accepted) {
            Set<String> winners = new HashSet<>();
            accepted.forEach(it -> winners.add(it.getReplayId()));
            return told.values().stream()
                    .filter(decision -> decision.accepted() != winners.contains(decision.replayId()))
                    .count();
        }

        private static int reservedOnce(List<ApprovalState> states) {
            Map<String, Integer> reserved = new HashMap<>();
            states.stream()
                    .filter(state -> state.getStatus().equals("reserved"))
                    .forEach(state -> reserved.merge(state.getApprovalId(), 1, Integer::sum));
            return (int) reserved.values().stream().filter(times -> times == 1).count();
        }

        private static List<String> failed(ReplayRejected rejected) {
            return rejected.getFindings().stream()
                    .filter(finding -> finding.getOutcome() == FindingOutcome.FAILED)
                    .map(Finding::getCode)
                    .toList();
        }

        private GovernApi as(String role) {
            return new GovernApi(ApiClient.of(validators.getFirst().url(), token(role)));
        }

        private String token(String role) {
            return String.valueOf(system.client().tokens().get(role));
        }

        @Override
        public void close() {
            others.forEach(ValidatorProcess::close);
        }
    }
}
