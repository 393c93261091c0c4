package io.byteor.e2e.govern.race;

import io.byteor.cli.api.Decision;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.GovernApi.Vote;
import io.byteor.cli.api.Grounds;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.api.Selection;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.ApiException;
import io.byteor.cli.http.CallOptions;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.feed.Feed;
import io.byteor.e2e.kafka.EffectCount;
import io.byteor.e2e.kafka.EffectReader;
import io.byteor.e2e.kafka.FactReader;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Revokes approvals of accepted executes around the moment at which they begin. Each trial runs records of its own; what the
 * target holds in the end is held against what the revoker was told. The delays seek the moment: after a revocation that came in time
 * the next one waits longer, after one that came too late shorter, each by chance a little more or less.
 */
public final class RevocationRaceProof implements Proof {
    private static final Feed FEED = new Feed("revocation-race");
    private static final int TRIALS_SMALL = 4;
    private static final int TRIALS_FULL = 200;
    /** When the delays have not met both cases by then, they never will. */
    private static final int TIMES_LONGER = 8;

    private static final int RECORDS_EACH = 3;
    private static final int AT_LEAST_EACH_SMALL = 2;
    private static final int AT_LEAST_EACH_FULL = 40;
    private static final double FIRST_DELAY_MILLIS = 150;
    private static final double LONGER = 1.6;
    private static final double SHORTER = 0.6;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "revocation-race";
    }

    @Override
    public String claim() {
        return "a revocation that is answered 200 means no effect ever, and one that is answered 409 stops nothing";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        return trial.stage()
                .play(Needs.of(Part.INGEST, Part.VALIDATOR, Part.RUNNER), system -> new Scene(trial, system).play());
    }

    /** @param revoked whether the revocation was answered 200, else it was 409 APPROVAL_STARTED */
    private record Try(String replayId, int first, boolean revoked) {
        int last() {
            return first + RECORDS_EACH - 1;
        }
    }

    private static final class Scene {
        private final Trial trial;
        private final RunningSystem system;
        private final Random random;
        private final List<Try> tries = new ArrayList<>();
        private final Map<String, String> outcomes = new HashMap<>();
        private final GovernApi operator;
        private final GovernApi approver;
        private double delay = FIRST_DELAY_MILLIS;

        Scene(Trial trial, RunningSystem system) {
            this.trial = trial;
            this.system = system;
            this.random = new Random(trial.seed());
            this.operator = new GovernApi(client("operator"));
            this.approver = new GovernApi(client("approver"));
        }

        Verdict play() throws Exception {
            FEED.createTarget(system);
            FEED.register(new GovernApi(client("admin")), 1);
            String bundleId = FEED.capture(system, trial.folder().resolve("capture"), 1);
            try (var audited = FactReader.fromNow(system.client(), Topic.REPLAY_AUDITED)) {
                int trials = trial.pick(TRIALS_SMALL, TRIALS_FULL);
                for (int i = 0; i < trials || (!enoughOfBoth() && i < TIMES_LONGER * TRIALS_SMALL); i++) {
                    awaitEnd(audited, attempt(bundleId, i * RECORDS_EACH));
                }
            }
            return count();
        }

        private String attempt(String bundleId, int first) throws InterruptedException {
            ReplayRequest request = request(bundleId, first);
            String approvalId =
                    operator.requestApproval(request, CallOptions.once()).approvalId();
            approver.vote(approvalId, Vote.APPROVE, new Grounds("revocation-race proof", null), CallOptions.once());
            Decision decision = operator.request(request.withApproval(approvalId), CallOptions.once());
            if (!decision.accepted()) {
                throw new IllegalStateException("the execute was rejected: " + decision.document());
            }
            Thread.sleep(Duration.ofNanos(Math.round(delay * (0.5 + random.nextDouble()) * 1_000_000)));
            boolean revoked = revoke(approvalId);
            delay = Math.max(1, revoked ? delay * LONGER : delay * SHORTER);
            tries.add(new Try(decision.replayId(), first, revoked));
            return decision.replayId();
        }

        private boolean revoke(String approvalId) {
            try {
                approver.revoke(approvalId, new Grounds("revocation-race proof", null), CallOptions.once());
                return true;
            } catch (ApiException refused) {
                if (refused.status() == 409 && refused.code().equals("APPROVAL_STARTED")) {
                    return false;
                }
                throw refused;
            }
        }

        private static ReplayRequest request(String bundleId, int first) {
            return ReplayRequest.execute(bundleId, "revocation-race proof")
                    .change()
                    .selection(Selection.sequences(first, first + RECORDS_EACH - 1L))
                    .made();
        }

        /** Executes of one bundle run one at a time: the next begins at once only when this one has ended. */
        private void awaitEnd(FactReader audited, String replayId) throws InterruptedException {
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (!outcomes.containsKey(replayId)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("replay " + replayId + " does not end");
                }
                Thread.sleep(LOOK_AGAIN);
                audited.all(ReplayAudited.class).forEach(it -> outcomes.put(it.getReplayId(), it.getOutcome()));
            }
        }

        private Verdict count() {
            EffectCount effects = new EffectReader(system.client().bootstrapServers(), FEED.target()).committed();
            List<Try> inTime = tries.stream().filter(Try::revoked).toList();
            List<Try> tooLate = tries.stream().filter(it -> !it.revoked()).toList();
            return Verdict.collector()
                    .figure("trials", tries.size())
                    .figure("revoked", inTime.size())
                    .figure("tooLate", tooLate.size())
                    .expect("enoughOfBoth", enoughOfBoth(), true)
                    .expect("effectsOfRevoked", effects(effects, inTime), 0)
                    .expect("effectsOfTooLate", effects(effects, tooLate), tooLate.size() * RECORDS_EACH)
                    .expect("effectsTwice", effects.repeated(), 0L)
                    .expect("revokedThatEndRefused", ended(inTime, "refused"), (long) inTime.size())
                    .expect("tooLateThatComplete", ended(tooLate, "completed"), (long) tooLate.size())
                    .verdict();
        }

        private boolean enoughOfBoth() {
            long inTime = tries.stream().filter(Try::revoked).count();
            int enough = trial.pick(AT_LEAST_EACH_SMALL, AT_LEAST_EACH_FULL);
            return inTime >= enough && tries.size() - inTime >= enough;
        }

        private static int effects(EffectCount effects, List<Try> tries) {
            return tries.stream()
                    .mapToInt(it -> effects.within(it.first(), it.last()))
                    .sum();
        }

        private long ended(List<Try> tries, String outcome) {
            return tries.stream()
                    .filter(it -> outcome.equals(outcomes.get(it.replayId())))
                    .count();
        }

        private ApiClient client(String role) {
            return ApiClient.of(
                    system.client().url(),
                    String.valueOf(system.client().tokens().get(role)));
        }
    }
}
