package io.byteor.e2e.govern.vote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.api.Approval;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.Grounds;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.ApiException;
import io.byteor.cli.http.CallOptions;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.attack.door.Tokens;
import io.byteor.e2e.feed.Feed;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.credential.TokenIssuer;
import io.byteor.launcher.system.RunningSystem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tries every vote that must not count, each on an approval of its own, through the HTTP door, and looks for it in the audit store:
 * who, with which code. Where the approval stays open an honest person votes afterwards, and is counted.
 */
public final class VotesProof implements Proof {
    private static final Feed FEED = new Feed("votes");
    private static final String REQUESTER = "olga";
    private static final String HONEST = "anna";
    private static final int ROUNDS_SMALL = 1;
    private static final int ROUNDS_FULL = 20;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    @Override
    public String name() {
        return "votes";
    }

    @Override
    public String claim() {
        return "every vote that must not count is refused with its code and recorded, and moves nothing";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        return trial.stage().play(Needs.whole(), system -> {
            Tokens tokens =
                    new Tokens(system.credentials().issuer(), system.settings().data(), InstantSource.system());
            return new Scene(trial, system, tokens).play();
        });
    }

    private record Scene(Trial trial, RunningSystem system, Tokens tokens) {
        Verdict play() throws Exception {
            FEED.register(new GovernApi(admin()), 0);
            String bundleId = FEED.capture(system, trial.folder().resolve("capture"), 1);
            awaitKnown(bundleId);
            List<String> wrong = new ArrayList<>();
            int rounds = trial.pick(ROUNDS_SMALL, ROUNDS_FULL);
            for (int round = 0; round < rounds; round++) {
                for (Attempt attempt : Attempt.values()) {
                    fault(attempt, bundleId).ifPresent(fault -> wrong.add(attempt + ": " + fault));
                }
            }
            wrong.forEach(trial.out()::println);
            return Verdict.collector()
                    .figure("attempts", rounds * Attempt.values().length)
                    .expect("notRefusedAndRecordedAsTheyMustBe", wrong.size(), 0)
                    .verdict();
        }

        /** What is not as it must be; empty where all is. */
        private Optional<String> fault(Attempt attempt, String bundleId) throws InterruptedException {
            setPosture(attempt == Attempt.AFTER_EXPIRY ? Duration.ofMillis(200) : Duration.ofHours(1));
            String approvalId = new GovernApi(as(REQUESTER, "operator"))
                    .requestApproval(ReplayRequest.execute(bundleId, "votes proof"), CallOptions.once())
                    .approvalId();
            prepare(attempt, approvalId);
            String before = recorded(approvalId, _ -> true).status();
            Optional<String> said = refusal(approvalId, voter(attempt));
            if (said.filter(attempt.code().name()::equals).isEmpty()) {
                return Optional.of("expected " + attempt.code() + ", was told " + said.orElse("that it counts"));
            }
            Approval approval =
                    recorded(approvalId, it -> !it.path("refusedVotes").isEmpty());
            JsonNode refusal = approval.document().path("refusedVotes").path(0);
            String subject = TokenIssuer.ISSUER + "#" + subject(attempt);
            if (!refusal.path("code").asText().equals(attempt.code().name())
                    || !refusal.path("voter").asText().equals(subject)) {
                return Optional.of("the record says " + approval.document());
            }
            if (!approval.status().equals(before)) {
                return Optional.of("it moved the approval from " + before + " to " + approval.status());
            }
            return attempt.leavesOpen() ? refusal(approvalId, as("boris", "approver")) : Optional.empty();
        }

        private void prepare(Attempt attempt, String approvalId) throws InterruptedException {
            switch (attempt) {
                case TWICE -> refusal(approvalId, as(HONEST, "approver"));
                case AFTER_EXPIRY ->
                    recorded(approvalId, it -> it.path("status").asText().equals("expired"));
                case CHANGED_ENVIRONMENT -> setPosture(Duration.ofHours(2));
                case SELF, SERVICE_ACCOUNT, OTHER_ROLE, OTHER_ENVIRONMENT -> {}
            }
        }

        private ApiClient voter(Attempt attempt) {
            String token = switch (attempt) {
                case SERVICE_ACCOUNT -> tokens.service(subject(attempt), "approver");
                case OTHER_ROLE -> tokens.of(subject(attempt), "operator", "*");
                case OTHER_ENVIRONMENT -> tokens.of(subject(attempt), "approver", "elsewhere");
                case SELF, TWICE, AFTER_EXPIRY, CHANGED_ENVIRONMENT -> tokens.of(subject(attempt), "approver", "*");
            };
            return ApiClient.of(system.client().url(), token);
        }

        private static String subject(Attempt attempt) {
            return switch (attempt) {
                case SELF -> REQUESTER;
                case TWICE -> HONEST;
                case SERVICE_ACCOUNT -> "robot";
                case OTHER_ROLE, OTHER_ENVIRONMENT, AFTER_EXPIRY, CHANGED_ENVIRONMENT -> "mallory";
            };
        }

        /** The code that a vote is refused with; empty where it counts. */
        private static Optional<String> refusal(String approvalId, ApiClient voter) {
            try {
                new GovernApi(voter)
                        .vote(approvalId, GovernApi.Vote.APPROVE, new Grounds("a try", null), CallOptions.once());
                return Optional.empty();
            } catch (ApiException e) {
                return Optional.of(e.code());
            }
        }

        private void setPosture(Duration lifetime) {
            GovernApi govern = new GovernApi(admin());
            ObjectNode document = govern.get(RegistryKind.ENVIRONMENT, FEED.name())
                    .document()
                    .path("document")
                    .require()
                    .deepCopy();
            document.withObject("/posture/execute").put("approvals", 3).put("approvalLifetime", lifetime.toString());
            govern.put(RegistryKind.ENVIRONMENT, FEED.name(), document, null, CallOptions.once());
        }

        /** The approval in the audit store, once it is as it is waited for. */
        private Approval recorded(String approvalId, Predicate<JsonNode> arrived) throws InterruptedException {
            AuditApi audits = new AuditApi(as("nora", "analyst"));
            long deadline = System.nanoTime() + SOON.toNanos();
            Approval approval = audits.approval(approvalId, SOON);
            while (!arrived.test(approval.document()) && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_AGAIN);
                approval = audits.approval(approvalId, SOON);
            }
            return approval;
        }

        /** The first decision over the bundle waits for it, so that no trial does. */
        private void awaitKnown(String bundleId) {
            new GovernApi(as(REQUESTER, "operator"))
                    .request(ReplayRequest.dryRun(bundleId, "votes proof"), CallOptions.once());
        }

        private ApiClient admin() {
            return as("ada", "admin");
        }

        private ApiClient as(String subject, String role) {
            return ApiClient.of(system.client().url(), tokens.of(subject, role, "*"));
        }
    }
}
