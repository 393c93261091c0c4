package io.byteor.e2e.govern.escalation;

import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.GovernApi.Vote;
import io.byteor.cli.api.Grounds;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.attack.door.Door;
import io.byteor.e2e.attack.door.Tokens;
import io.byteor.e2e.feed.Feed;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.system.RunningSystem;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings every cause of an escalation about, each more often than is needed, over HTTP against the running system, and looks at what is
 * raised; then floods ingest with tokens of invented names, and looks at what that leaves.
 */
public final class AgentEscalationProof implements Proof {
    private static final Feed FEED = new Feed("agent-escalation");
    private static final int REQUESTS_PER_MINUTE = 20;
    private static final int ANSWERS = 5;
    private static final String SELDOM = "seldom-";
    private static final String OFTEN = "often-";
    private static final String UNAUTHENTICATED = "agent_unauthenticated";
    private static final List<String> AGENT_CAUSES = List.of(UNAUTHENTICATED, "agent_forbidden", "agent_throttled");
    private static final int FLOOD_SMALL = 2_000;
    private static final int FLOOD_FULL = 100_000;

    @Override
    public String name() {
        return "agent-escalation";
    }

    @Override
    public String claim() {
        return "each cause escalates once until it is resolved and holds the agents it is to hold so long, and refused tokens of"
                + " invented names escalate nothing";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        Needs needs = Needs.of(Part.INGEST, Part.VALIDATOR, Part.RUNNER)
                .adjusted(
                        Part.INGEST,
                        new Adjustment(
                                Map.of(
                                        "BYTEOR_INGEST_GUARDS_REQUESTS_PER_MINUTE",
                                        Integer.toString(REQUESTS_PER_MINUTE)),
                                List.of()))
                .adjusted(
                        Part.VALIDATOR,
                        new Adjustment(
                                Map.of(
                                        "BYTEOR_VALIDATOR_GRACE",
                                        "200ms",
                                        "BYTEOR_VALIDATOR_ESCALATION_QUARANTINE",
                                        "true"),
                                List.of()));
        return trial.stage().play(needs, system -> {
            try (Door door = door(system)) {
                return new Scene(trial, system, door).play();
            }
        });
    }

    private static Door door(RunningSystem system) throws Exception {
        URI ingest = URI.create("http://"
                + system.state().find(Part.INGEST).orElseThrow().endpoint().address());
        Tokens tokens =
                new Tokens(system.credentials().issuer(), system.settings().data(), InstantSource.system());
        return new Door(ingest, ingest, tokens);
    }

    private record Scene(Trial trial, RunningSystem system, Door door) {
        Verdict play() throws Exception {
            Escalations escalations = new Escalations(as("operator"));
            AgentRefusals refusals = new AgentRefusals(door, REQUESTS_PER_MINUTE);
            refuse(refusals, SELDOM, ANSWERS - 1);
            refuse(refusals, OFTEN, 2 * ANSWERS - 1);
            Map<String, String> caused = new TreeMap<>(request());
            AGENT_CAUSES.forEach(cause -> caused.put(cause, OFTEN + cause));
            Verdict.Collector verdict = Verdict.collector();
            escalations.settle(caused.size());
            caused.forEach((cause, subject) -> verdict.expect(cause, escalations.of(cause, subject), 1L));
            verdict.expect("escalations", escalations.all(), (long) caused.size());

            for (String cause : AGENT_CAUSES) {
                verdict.expect(cause + "Held", refusals.held(OFTEN + cause), !cause.equals(UNAUTHENTICATED));
                verdict.expect(cause + "SeldomHeld", refusals.held(SELDOM + cause), false);
                escalations.resolve(cause, OFTEN + cause);
                verdict.expect(cause + "HeldAfterwards", refusals.staysHeld(OFTEN + cause), false);
            }
            refuse(refusals, OFTEN, ANSWERS);
            escalations.settle(caused.size() + AGENT_CAUSES.size());
            AGENT_CAUSES.forEach(cause -> verdict.expect(cause + "Again", escalations.of(cause, OFTEN + cause), 2L));

            new Flood(system, door, trial.seed()).rise(trial.pick(FLOOD_SMALL, FLOOD_FULL), verdict);
            return verdict.expect(
                            "escalationsAfterFlood", escalations.all(), (long) caused.size() + AGENT_CAUSES.size())
                    .verdict();
        }

        /** Has an agent for each cause refused so many times. */
        private static void refuse(AgentRefusals refusals, String prefix, int times) throws Exception {
            for (String cause : AGENT_CAUSES) {
                refusals.happen(cause, prefix + cause, times);
            }
        }

        /** Brings the other causes about, each twice; answers their subjects. */
        private Map<String, String> request() throws Exception {
            FEED.registerAgent(as("admin"), 1);
            String bundleId = FEED.capture(system, trial.folder().resolve("capture"), 1);
            ReplayRequest dryRun = ReplayRequest.dryRun(bundleId, "agent-escalation proof");
            ReplayRequest execute = ReplayRequest.execute(bundleId, "agent-escalation proof");
            twice(dryRun);
            FEED.registerPipeline(as("admin"));
            twice(in(dryRun, "nowhere"));
            twice(execute);
            String approvalId =
                    as("operator").requestApproval(execute, CallOptions.once()).approvalId();
            as("approver")
                    .vote(approvalId, Vote.REJECT, new Grounds("agent-escalation proof", null), CallOptions.once());
            twice(execute.withApproval(approvalId));
            String damaged = FEED.capture(system, trial.folder().resolve("damaged"), 2);
            StoredSegments.damage(system.settings().data(), damaged);
            twice(ReplayRequest.dryRun(damaged, "agent-escalation proof"));
            return Map.of(
                    "bundle_corrupt",
                    damaged,
                    "spec_hash_unknown",
                    FEED.specHash(),
                    "environment_unresolved",
                    "nowhere",
                    "approval_missing",
                    bundleId,
                    "approval_rejected",
                    approvalId);
        }

        private void twice(ReplayRequest request) {
            as("operator").request(request, CallOptions.once());
            as("operator").request(request, CallOptions.once());
        }

        private static ReplayRequest in(ReplayRequest request, String environment) {
            return request.change().environment(environment).made();
        }

        private GovernApi as(String role) {
            return new GovernApi(client(role));
        }

        private ApiClient client(String role) {
            return ApiClient.of(
                    system.client().url(),
                    String.valueOf(system.client().tokens().get(role)));
        }
    }
}
