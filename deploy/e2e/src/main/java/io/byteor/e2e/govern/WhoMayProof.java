package io.byteor.e2e.govern;

import io.byteor.cli.api.Approval;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.Waiting;
import io.byteor.e2e.Proof;
import io.byteor.e2e.RepeatedFeed;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.attack.door.Tokens;
import io.byteor.launcher.system.LaunchSettings;
import io.byteor.launcher.system.Launcher;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Calls every endpoint of the OpenAPI documents in every role and with no token, with the environment in the claim and without. A row
 * of {@link Table} says who is let in; an endpoint without a row, or a row without an endpoint, refutes the claim, and
 * so do a page or a document of OpenAPI other than those committed. {@code JAVA_TOOL_OPTIONS=-Dbyteor.update=true} writes them anew.
 */
public final class WhoMayProof implements Proof {
    private static final String COMMITTED = "deploy/docs/generated";
    private static final String ENVIRONMENT = "proof";
    private static final List<String> ROLES = List.of("", "agent", "operator", "approver", "analyst", "admin");
    private static final String CANDIDATE = """
            {"apiVersion": "byteor.io/v1", "pipeline": "proof", "version": "1.0.1", "lanes": [{"name": "feed"}],
             "roles": [{"name": "drop", "reads": "feed", "stages": [{"name": "none", "filter": "false"}]}]}
            """;

    @Override
    public String name() {
        return "who-may";
    }

    @Override
    public String claim() {
        return "every endpoint lets in the roles and environments of its row, and nobody else";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        Path home = Path.of(System.getProperty("byteor.home", "."));
        LaunchSettings settings = LaunchSettings.of(home, trial.folder().resolve("data"));
        try (RunningSystem system = Launcher.up(settings, trial.out()::println);
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            Tokens tokens =
                    new Tokens(system.credentials().issuer(), system.settings().data(), InstantSource.system());
            return new Scene(
                            trial,
                            home,
                            system,
                            tokens,
                            new Operations(client, system.client().url()))
                    .play();
        }
    }

    private record Scene(Trial trial, Path home, RunningSystem system, Tokens tokens, Operations operations) {
        Verdict play() throws Exception {
            List<Row> rows = furnish().rows();
            Set<String> documented = operations.documented();
            Set<String> described = rows.stream().map(Row::operation).collect(Collectors.toCollection(TreeSet::new));
            Committed committed = new Committed(home.resolve(COMMITTED));
            List<String> wrong = new ArrayList<>();
            int cells = 0;
            for (Row row : rows) {
                for (String role : ROLES) {
                    for (boolean inClaim : new boolean[] {true, false}) {
                        cells++;
                        int expected = row.refusal(role, inClaim);
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
            return Verdict.collector()
                    .figure("endpoints", documented.size())
                    .figure("cells", cells)
                    .expect("endpointsWithoutRow", without(documented, described), Set.of())
                    .expect("rowsWithoutEndpoint", without(described, documented), Set.of())
                    .expect("pageIsTheOneCommitted", committed.is("who-may.md", WhoMayPage.of(rows)), true)
                    .expect("documentsOtherThanCommitted", operations.drifted(committed), Set.of())
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
                            role.equals("agent") ? "quake-agent" : "somebody-" + role,
                            role,
                            inClaim ? ENVIRONMENT : "elsewhere");
        }

        private Table furnish() throws Exception {
            RepeatedFeed.register(as("admin"));
            String bundleId = RepeatedFeed.capture(as("agent"), trial.folder().resolve("capture"), 1);
            GovernApi operator = new GovernApi(as("operator"));
            String replayId = operator.request(ReplayRequest.dryRun(bundleId, "who may"), CallOptions.once())
                    .replayId();
            new AuditApi(as("analyst")).audit(replayId, Duration.ofMinutes(1), Waiting.SILENT);
            Approval approval =
                    operator.requestApproval(ReplayRequest.execute(bundleId, "who may"), CallOptions.once());
            byte[] spec = CANDIDATE.getBytes(StandardCharsets.UTF_8);
            return new Table(
                    ENVIRONMENT,
                    document(RegistryKind.ENVIRONMENT, ENVIRONMENT),
                    document(RegistryKind.AGENT, "quake-agent"),
                    PipelineSpec.parse(spec).specHash().toString(),
                    "{\"spec\":" + CANDIDATE + ",\"status\":\"candidate\"}",
                    bundleId,
                    approval.approvalId(),
                    replayId);
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
