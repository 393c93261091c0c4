package io.byteor.e2e.govern.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.byteor.cli.api.Approval;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Decision;
import io.byteor.cli.api.EscalationQuery;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.PageQuery;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.Waiting;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.attack.door.Tokens;
import io.byteor.e2e.feed.Feed;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Calls every endpoint of the OpenAPI documents in every role and with no token, with the environment in the claim and without. The
 * documents, which are made from the code, say who is let in; a row of {@link Table} how to call. An endpoint without a row, or a
 * row without an endpoint, refutes the claim, and so do a body without an example, a page or a document of OpenAPI other than those committed. {@code JAVA_TOOL_OPTIONS=-Dbyteor.update=true} writes them anew.
 */
public final class WhoMayProof implements Proof {
    private static final String COMMITTED = "deploy/docs/generated";
    private static final Feed FEED = new Feed("who-may");
    private static final int TOO_MANY = 5;
    private static final List<String> ROLES = List.of("", "agent", "operator", "approver", "analyst", "admin");
    private static final Duration ARRIVAL = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int LOOKS = 300;
    private static final String CANDIDATE = """
            {"apiVersion": "byteor.io/v1", "pipeline": "who-may", "version": "1.0.1", "lanes": [{"name": "feed"}],
             "roles": [{"name": "drop", "reads": "feed", "stages": [{"name": "none", "filter": "false"}]}]}
            """;

    @Override
    public String name() {
        return "who-may";
    }

    @Override
    public String claim() {
        return "every endpoint lets in the roles and environments that its OpenAPI document names, and nobody else";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        Path home = Path.of(System.getProperty("byteor.home", "."));
        return trial.stage().play(Needs.whole(), system -> {
            Tokens tokens =
                    new Tokens(system.credentials().issuer(), system.settings().data(), InstantSource.system());
            try (HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                Operations operations = new Operations(client, system.client().url());
                return new Scene(trial, home, system, tokens, operations).play();
            }
        });
    }

    private record Scene(Trial trial, Path home, RunningSystem system, Tokens tokens, Operations operations) {
        Verdict play() throws Exception {
            List<Row> rows = furnish().rows();
            Map<String, JsonNode> documents = operations.documents();
            Map<String, JsonNode> documented = Operations.of(documents);
            Set<String> described = rows.stream().map(Row::operation).collect(Collectors.toCollection(TreeSet::new));
            Committed committed = new Committed(home.resolve(COMMITTED));
            List<String> wrong = new ArrayList<>();
            int cells = 0;
            for (Row row : rows) {
                Policy policy =
                        Policy.of(documented.getOrDefault(row.operation(), MissingNode.getInstance()), row.kind());
                for (String role : ROLES) {
                    for (boolean inClaim : new boolean[] {true, false}) {
                        cells++;
                        int expected = policy.refusal(role, inClaim);
                        int status = operations.status(row, token(role, inClaim));
                        boolean kept = status == 401 || status == 403;
                        if (kept ? status != expected : expected != 0) {
                            wrong.add("%s as '%s' %s the claim: %d"
                                    .formatted(row.operation(), role, inClaim ? "with" : "without", status));
                        }
                    }
                }
            }
            wrong.forEach(trial.out()::println);
            new Shown(documents).faults().forEach(trial.out()::println);
            return Verdict.collector()
                    .figure("endpoints", documented.size())
                    .figure("cells", cells)
                    .expect("endpointsWithoutRow", without(documented.keySet(), described), Set.of())
                    .expect("rowsWithoutEndpoint", without(described, documented.keySet()), Set.of())
                    .expect(
                            "pageUnlikeTheOneCommitted",
                            committed.difference("who-may.md", WhoMayPage.of(documented)),
                            Committed.NONE)
                    .expect("examplesMissingOrWrong", new Shown(documents).faults(), Set.of())
                    .expect("documentsOtherThanCommitted", operations.drifted(committed), Map.of())
                    .expect("cellsAnsweredOtherwise", wrong.size(), 0)
                    .verdict();
        }

        private static Set<String> without(Set<String> some, Set<String> others) {
            Set<String> rest = new TreeSet<>(some);
            rest.removeAll(others);
            return rest;
        }

        private String token(String role, boolean inClaim) {
            return role.isEmpty()
                    ? ""
                    : tokens.of(
                            role.equals("agent") ? FEED.agent() : "somebody-" + role,
                            role,
                            inClaim ? FEED.name() : "elsewhere");
        }

        private Table furnish() throws Exception {
            FEED.register(new GovernApi(as("admin")), 0);
            String bundleId = FEED.capture(system, trial.folder().resolve("capture"), 1);
            GovernApi operator = new GovernApi(as("operator"));
            Decision asked = operator.request(ReplayRequest.dryRun(bundleId, "who may"), CallOptions.once());
            String replayId = asked.replayId();
            new AuditApi(as("analyst")).audit(replayId, Duration.ofMinutes(1), Waiting.SILENT);
            Approval approval =
                    operator.requestApproval(ReplayRequest.execute(bundleId, "who may"), CallOptions.once());
            byte[] spec = CANDIDATE.getBytes(StandardCharsets.UTF_8);
            return new Table(
                    FEED.name(),
                    document(RegistryKind.ENVIRONMENT, FEED.name()),
                    FEED.agent(),
                    document(RegistryKind.AGENT, FEED.agent()),
                    PipelineSpec.parse(spec).specHash().toString(),
                    "{\"spec\":" + CANDIDATE + ",\"status\":\"candidate\"}",
                    bundleId,
                    approval.approvalId(),
                    replayId,
                    asked.document().path("commandId").asText(),
                    recorded(approval.approvalId(), replayId));
        }

        /** Waits until all of it has arrived in the audit store; answers an escalation there, which an agent at this door raises. */
        private String recorded(String approvalId, String replayId) throws IOException, InterruptedException {
            AuditApi audit = new AuditApi(as("analyst"));
            audit.audit(replayId, ARRIVAL, Waiting.SILENT);
            audit.approval(approvalId, ARRIVAL);
            EscalationQuery raised = new EscalationQuery(
                    "raised", "agent_forbidden", FEED.agent(), FEED.name(), null, new PageQuery(null, 1));
            for (int call = 0; call < TOO_MANY; call++) {
                operations.status(Row.get("/govern/v1/approvals", Map.of()), token("agent", true));
            }
            for (int looks = 0; looks < LOOKS; looks++) {
                List<JsonNode> escalations = audit.escalations(raised).items();
                if (!escalations.isEmpty()) {
                    return escalations.getFirst().path("escalationId").asText();
                }
                Thread.sleep(LOOK_AGAIN);
            }
            throw new IllegalStateException("an agent that was refused too often was not escalated");
        }

        private String document(RegistryKind kind, String key) {
            return new GovernApi(as("admin"))
                    .get(kind, key)
                    .document()
                    .path("document")
                    .toString();
        }

        private ApiClient as(String role) {
            return ApiClient.of(system.client().url(), token(role, true));
        }
    }
}
