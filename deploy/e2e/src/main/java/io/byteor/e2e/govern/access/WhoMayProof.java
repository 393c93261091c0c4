package io.byteor.e2e.govern.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
 * row without an endpoint, refutes the claim, and so do an answer that tells of a failure of ours, what a list shows of an environment
 * that is not in the claim, a body without an example, an answer that its document does not describe, a page or a document of OpenAPI
 * other than those committed. {@code JAVA_TOOL_OPTIONS=-Dbyteor.update=true} writes them anew.
 */
public final class WhoMayProof implements Proof {
    private static final String COMMITTED = "deploy/docs/generated";
    private static final Feed FEED = new Feed("who-may");
    /** An environment of which the tokens for the other must see nothing. */
    private static final Feed ELSEWHERE = new Feed("may-elsewhere");

    private static final List<String> ROLES = List.of("", "agent", "operator", "approver", "analyst", "admin");
    private static final Row EVENTS = Row.get("/audit/v1/events", Map.of());
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
            Furnishing furnishing =
                    new Furnishing(system, tokens, operations, trial.folder().resolve("capture"));
            Furnished here = furnishing.of(FEED);
            Furnished elsewhere = furnishing.of(ELSEWHERE);
            List<Row> rows = table(here).rows();
            Map<String, JsonNode> documents = operations.documents();
            Map<String, JsonNode> documented = Operations.of(documents);
            Set<String> described = rows.stream().map(Row::operation).collect(Collectors.toCollection(TreeSet::new));
            Committed committed = new Committed(home.resolve(COMMITTED));
            Set<String> shown = filtered(documented, furnishing, here, elsewhere);
            List<String> wrong = new ArrayList<>();
            Set<String> undescribed = new TreeSet<>();
            int cells = 0;
            for (Row row : rows) {
                Policy policy = policy(documented, row);
                for (String role : ROLES) {
                    for (boolean inClaim : new boolean[] {true, false}) {
                        cells++;
                        Answer answer = operations.answer(row, token(role, inClaim));
                        undescribed.addAll(new Described(documents).faults(row, answer));
                        if (!answer.is(policy.refusal(role, inClaim))) {
                            wrong.add("%s as '%s' %s the claim: %d"
                                    .formatted(row.operation(), role, inClaim ? "with" : "without", answer.status()));
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
                    .expect("answersNotDescribed", undescribed, Set.of())
                    .expect("documentsOtherThanCommitted", operations.drifted(committed), Map.of())
                    .expect("listsNotFiltered", shown, Set.of())
                    .expect("cellsAnsweredOtherwise", wrong.size(), 0)
                    .verdict();
        }

        private static Policy policy(Map<String, JsonNode> documented, Row row) {
            return Policy.of(documented.getOrDefault(row.operation(), MissingNode.getInstance()), row.kind());
        }

        /** What filtered lists show too little or too much of, whichever of the two environments is in the claim. */
        private Set<String> filtered(
                Map<String, JsonNode> documented, Furnishing furnishing, Furnished here, Furnished elsewhere)
                throws IOException, InterruptedException {
            LeftOut fromHere = new LeftOut(operations, tokens, here, elsewhere);
            LeftOut fromElsewhere = new LeftOut(operations, tokens, elsewhere, here);
            Set<String> faults = new TreeSet<>();
            List<Row> rows = table(here).rows();
            List<Row> others = table(elsewhere).rows();
            for (int i = 0; i < rows.size(); i++) {
                Policy policy = policy(documented, rows.get(i));
                if (!policy.isFiltered() || rows.get(i).equals(EVENTS)) {
                    continue;
                }
                for (String role : policy.roles()) {
                    faults.addAll(fromHere.faults(rows.get(i), role));
                    faults.addAll(fromHere.shown(others.get(i), role));
                    faults.addAll(fromElsewhere.faults(others.get(i), role));
                    faults.addAll(fromElsewhere.shown(rows.get(i), role));
                }
            }
            faults.addAll(streamed(policy(documented, EVENTS).roles(), furnishing, fromHere, fromElsewhere));
            return faults;
        }

        /** The same of the stream of all replays, on which replays of both environments come by. */
        private static Set<String> streamed(
                Set<String> roles, Furnishing furnishing, LeftOut fromHere, LeftOut fromElsewhere)
                throws IOException, InterruptedException {
            List<LeftOut.Stream> here = new ArrayList<>();
            List<LeftOut.Stream> elsewhere = new ArrayList<>();
            for (String role : roles) {
                here.add(fromHere.stream(EVENTS, role));
                elsewhere.add(fromElsewhere.stream(EVENTS, role));
            }
            furnishing.replay(fromElsewhere.ours());
            String replayHere = furnishing.replay(fromHere.ours());
            String replayElsewhere = furnishing.replay(fromElsewhere.ours());
            Set<String> faults = new TreeSet<>();
            for (LeftOut.Stream stream : here) {
                faults.addAll(stream.faultsUntil(replayHere));
            }
            for (LeftOut.Stream stream : elsewhere) {
                faults.addAll(stream.faultsUntil(replayElsewhere));
            }
            return faults;
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
                            inClaim ? FEED.name() : "nowhere");
        }

        private static Table table(Furnished furnished) {
            byte[] spec = CANDIDATE.getBytes(StandardCharsets.UTF_8);
            return new Table(
                    furnished,
                    PipelineSpec.parse(spec).specHash().toString(),
                    "{\"spec\":" + CANDIDATE + ",\"status\":\"candidate\"}");
        }
    }
}
