package io.byteor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.cli.http.ScriptedServer;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayVerbsTest {
    private static final String BUNDLE = "sha256:" + "ab".repeat(32);
    private static final String REQUESTS = "/govern/v1/replay-requests";
    private static final String ACCEPTED = """
            {"replayId":"r1","commandId":"c1","decision":"accepted","requestDigest":"sha256:d","findings":[{"code":"BUNDLE_UNKNOWN","outcome":"passed","evidence":"it is known","remedy":""}]}""";
    private static final String REJECTED = """
            {"replayId":"r2","commandId":"c2","decision":"rejected","requestDigest":"sha256:d","findings":[{"code":"APPROVAL_MISSING","outcome":"failed","evidence":"none is named","remedy":"ask for one"}]}""";
    private static final String AUDIT = """
            {"auditVersion":1,"replayId":"r1","actions":{"count":170,"listed":170,"root":"sha256:e","byDecision":{"would_apply":85,"emitted":85}},"outcome":"%s","reason":"why","outcomeReason":"APPROVAL_REVOKED: by anna"}""";

    private static final String DIVERGED = """
            {"auditVersion":1,"replayId":"r1","specHash":"sha256:c","pipeline":{"match":"candidate"},"outcome":"completed",
             "actions":{"count":170,"listed":170,"root":"sha256:e","byDecision":{},"byTarget":{"alerts":{"would_apply":85}}},
             "divergence":{"same":84,"changed":1,"missing":0,"new":0,"withoutOrigin":2,
               "first":[{"kind":"changed","lane":"strong","originLane":"feed","originSequence":4,"ordinal":0,"keyChanged":true,
                         "change":{"patch":[{"op":"replace","path":"/mag","value":5}],"truncated":false}}],
               "original":{"same":80,"changed":0,"missing":5,"new":0,"withoutOrigin":0,"first":[]}}}
            """;
    private static final String SPEC = """
            {"apiVersion":"byteor.io/v1","pipeline":"p","version":"2","lanes":[{"name":"in"}],
             "roles":[{"name":"r","reads":"in","stages":[{"name":"all","filter":"true"}]}]}
            """;

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aDryRunWaitsForItsAuditAndPrintsIt() {
        server.on("POST", REQUESTS, 200, ACCEPTED)
                .on("GET", "/audit/v1/replays/r1/audit", 404, "{}", Map.of("Retry-After", "0"))
                .on("GET", "/audit/v1/replays/r1/audit", 200, AUDIT.formatted("completed"));

        CommandLineRun run = CommandLineRun.of(server, "replay", "dry-run", BUNDLE);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "replay          r1",
                        "decision        accepted",
                        "request digest  sha256:d",
                        "rules           1 of 1 passed",
                        "outcome         completed",
                        "actions         170: 85 emitted, 85 would_apply",
                        "root            sha256:e");
        assertThat(run.err()).containsExactly("accepted as r1; waiting for its audit");
    }

    @Test
    void theLastLineOfJsonIsTheDecisionWithTheAudit() {
        server.on("POST", REQUESTS, 200, ACCEPTED)
                .on("GET", "/audit/v1/replays/r1/audit", 200, AUDIT.formatted("completed"));

        CommandLineRun run = CommandLineRun.of(server, "replay", "dry-run", BUNDLE, "-o", "json");

        assertThat(run.out()).hasSize(1);
        assertThat(run.lastLine())
                .startsWith("{\"replayId\":\"r1\"")
                .endsWith(",\"audit\":" + AUDIT.formatted("completed") + "}");
    }

    @Test
    void aRejectionIsExitCodeOneWithItsCode() {
        server.on("POST", REQUESTS, 200, REJECTED);

        CommandLineRun run = CommandLineRun.of(server, "replay", "execute", BUNDLE);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("failed          APPROVAL_MISSING: none is named", "                to remedy: ask for one");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void findsReplaysByTheTicketAndTheWordsOfTheirReason() {
        server.on("GET", "/audit/v1/replays?limit=100&ticket=OPS-4&reason=alerts+lost", 200, """
            {"items":[{"replayId":"r1","state":"rejected","mode":"execute","environment":"demo","requester":"i#olga",
            "requestedAt":"t","reason":"alerts were lost","ticket":"OPS-4"}],"next":null}""");

        assertThat(CommandLineRun.of(server, "replay", "list", "--ticket", "OPS-4", "--reason", "alerts lost")
                        .out())
                .containsExactly(
                        "replay  state     mode     environment  requester  requested at  ticket  reason",
                        "r1      rejected  execute  demo         i#olga     t             OPS-4   alerts were lost");
    }

    @Test
    void anOutcomeOtherThanCompletedIsExitCodeOne() {
        server.on("POST", REQUESTS, 200, ACCEPTED)
                .on("GET", "/audit/v1/replays/r1/audit", 200, AUDIT.formatted("refused"));

        CommandLineRun run = CommandLineRun.of(server, "replay", "execute", BUNDLE, "--approval", "a1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "outcome         refused", "reason          why", "outcome reason  APPROVAL_REVOKED: by anna");
    }

    @Test
    void asksNoFurtherWhereNoWaitIsWanted() {
        server.on("POST", REQUESTS, 200, ACCEPTED);

        CommandLineRun run = CommandLineRun.of(server, "replay", "dry-run", BUNDLE, "--no-wait", "-o", "json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lastLine()).isEqualTo(ACCEPTED);
    }

    @Test
    void anAuditThatDoesNotComeInTimeIsExitCodeThree() {
        server.on("POST", REQUESTS, 200, ACCEPTED)
                .on("GET", "/audit/v1/replays/r1/audit", 404, "{}", Map.of("Retry-After", "1"));

        CommandLineRun run = CommandLineRun.of(server, "replay", "dry-run", BUNDLE, "--wait", "0");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err().getLast()).contains("byteor replay audit r1");
    }

    @Test
    void putsEveryOptionIntoTheRequest() {
        server.on("POST", REQUESTS, 200, REJECTED);

        CommandLineRun.of(
                server,
                "replay",
                "execute",
                BUNDLE,
                "--lane",
                "feed",
                "--lane",
                "other",
                "--from-seq",
                "3",
                "--to-seq",
                "9",
                "--from-time",
                "2026-11-23T10:00:00Z",
                "--predicate",
                "key != null",
                "--sample",
                "0.5",
                "--limit",
                "7",
                "--rate",
                "100",
                "--detail",
                "actions",
                "--in-environment",
                "staging",
                "--reason",
                "why",
                "--ticket",
                "T-1",
                "--approval",
                "a1",
                "--reapply",
                "--error-budget",
                "2",
                "--warm-up",
                "0.25",
                "--warm-up-divergence",
                "0.05",
                "--idempotency-key",
                "k1");

        assertThat(server.asked().getFirst().body())
                .isEqualTo(
                        "{\"bundleId\":\"" + BUNDLE
                                + "\",\"mode\":\"execute\",\"environment\":\"staging\",\"lanes\":[\"feed\",\"other\"],"
                                + "\"selection\":{\"sequences\":{\"from\":3,\"to\":9},"
                                + "\"times\":{\"from\":\"2026-11-23T10:00:00Z\"},\"predicate\":\"key != null\","
                                + "\"sample\":0.5,\"limit\":7},\"rate\":100,\"detail\":\"actions\",\"reapply\":true,"
                                + "\"errorBudget\":2,\"warmUp\":{\"errorRatio\":0.25,\"maxDivergence\":0.05},\"reason\":\"why\",\"ticket\":\"T-1\",\"approvalId\":\"a1\"}");
        assertThat(server.asked().getFirst().header("Idempotency-Key")).contains("k1");
    }

    @Test
    void asksForThePacingOfTheCaptureOrForARateAndNeverForBoth() {
        server.on("POST", REQUESTS, 200, REJECTED);

        CommandLineRun.of(server, "replay", "dry-run", BUNDLE, "--speed", "2.5");
        CommandLineRun both = CommandLineRun.of(server, "replay", "dry-run", BUNDLE, "--speed", "2", "--rate", "7");

        assertThat(server.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.body()).contains("\"pacing\":{\"speed\":2.5}"));
        assertThat(both.exitCode()).isEqualTo(2);
    }

    @Test
    void anExplanationSaysWhatWouldBeDecidedAndWhatItWouldComeTo() {
        server.on("POST", REQUESTS + ":explain", 200, """
                {"decision":"rejected","requestDigest":"sha256:d","selectionDigest":"sha256:s","approvalsRequired":1,"findings":[{"code":"APPROVAL_MISSING","outcome":"failed","evidence":"none is named","remedy":"ask for one"}],"estimate":{"records":{"count":10,"exact":true},"bytes":{"count":500,"exact":false},"effects":{"alerts":10},"rate":50,"duration":"PT0.2S"}}""");

        CommandLineRun run = CommandLineRun.of(server, "replay", "explain", BUNDLE, "--execute", "--error-budget", "2");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsExactly(
                        "would be            rejected",
                        "request digest      sha256:d",
                        "selection digest    sha256:s",
                        "approvals required  1",
                        "records             10",
                        "stored bytes        at most 500",
                        "effects             at most 10 on alerts",
                        "rate                50",
                        "duration            PT0.2S",
                        "rules               0 of 1 passed",
                        "failed              APPROVAL_MISSING: none is named",
                        "                    to remedy: ask for one");
        assertThat(server.asked().getFirst().body())
                .isEqualTo("{\"bundleId\":\"" + BUNDLE + "\",\"mode\":\"execute\",\"errorBudget\":2}");
    }

    @Test
    void leavesDefaultsToTheValidator() {
        server.on("POST", REQUESTS, 200, REJECTED);

        CommandLineRun.of(server, "replay", "dry-run", BUNDLE, "--candidate", "sha256:c");

        assertThat(server.asked().getFirst().body())
                .isEqualTo("{\"bundleId\":\"" + BUNDLE + "\",\"mode\":\"dry_run\",\"candidate\":\"sha256:c\"}");
    }

    @Test
    void registersTheFileOfACandidateThatNobodyRegisteredAndWalksIt(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("fixed.json"), SPEC);
        String hash = PipelineSpec.parse(Files.readAllBytes(file)).specHash().toString();
        String entry = "/govern/v1/pipelines/" + hash;
        server.on(
                        "PUT",
                        entry,
                        200,
                        "{\"kind\":\"pipeline\",\"key\":\"" + hash + "\",\"revision\":1}",
                        Map.of("ETag", "\"1\""))
                .on("PUT", entry, 412, "{\"code\":\"REVISION_CONFLICT\",\"status\":412,\"detail\":\"it stands\"}")
                .on("POST", REQUESTS, 200, REJECTED)
                .on("POST", REQUESTS, 200, REJECTED);

        CommandLineRun first = CommandLineRun.of(server, "replay", "dry-run", BUNDLE, "--candidate", file.toString());
        CommandLineRun again = CommandLineRun.of(server, "replay", "dry-run", BUNDLE, "--candidate", file.toString());

        assertThat(first.err()).containsExactly("registered " + file + " as candidate " + hash);
        assertThat(again.err()).containsExactly(file + " is registered as " + hash);
        assertThat(server.asked().getFirst().body()).endsWith("\"status\":\"candidate\"}");
        assertThat(server.asked())
                .filteredOn(asked -> asked.method().equals("POST"))
                .hasSize(2)
                .allSatisfy(asked -> assertThat(asked.body()).contains("\"candidate\":\"" + hash + "\""));
    }

    @Test
    void showsWhatDivergesAndWhatWouldBeTouched() {
        server.on("POST", REQUESTS, 200, ACCEPTED).on("GET", "/audit/v1/replays/r1/audit", 200, DIVERGED);

        CommandLineRun run = CommandLineRun.of(server, "replay", "dry-run", BUNDLE, "--candidate", "sha256:c");

        assertThat(run.out())
                .contains(
                        "target          alerts: 85 would_apply",
                        "candidate       sha256:c",
                        "divergence      84 same, 1 changed, 0 missing, 0 new; 2 captured name no origin",
                        "original's      80 same, 0 changed, 5 missing, 0 new",
                        "changed         strong of feed/4: another key replace /mag");
    }

    @Test
    void whatIsNotIntactIsExitCodeOne() {
        server.on("GET", "/audit/v1/replays/r1/verify", 200, "{\"replayId\":\"r1\",\"verdict\":\"altered\"}")
                .on("GET", "/audit/v1/replays/r2/verify", 200, "{\"replayId\":\"r2\",\"verdict\":\"intact\"}");

        assertThat(CommandLineRun.of(server, "replay", "verify", "r1").exitCode())
                .isEqualTo(1);
        assertThat(CommandLineRun.of(server, "replay", "verify", "r2").exitCode())
                .isZero();
    }

    @Test
    void printsTheAuditVerbatim() {
        server.on("GET", "/audit/v1/replays/r1/audit", 200, AUDIT.formatted("completed"));

        assertThat(CommandLineRun.of(server, "replay", "audit", "r1", "-o", "json")
                        .lastLine())
                .isEqualTo(AUDIT.formatted("completed"));
    }

    @Test
    void printsAPageOfActionsAndHowToGoOn() {
        server.on("GET", "/audit/v1/replays/r1/actions?limit=2&after=41", 200, """
            {"items":[
            {"seq":42,"role":"triage","stage":"keep","originLane":"feed","originSequence":9,"toLane":"strong","target":null,"decision":"emitted","reason":null},
            {"seq":43,"role":"triage","stage":"alert","originLane":"feed","originSequence":9,"toLane":null,"target":"alerts","decision":"failed","reason":"no broker"}
            ],"next":"43"}""");

        assertThat(CommandLineRun.of(server, "replay", "actions", "r1", "--after", "41", "--limit", "2")
                        .out())
                .containsExactly(
                        "seq  role    stage  origin  to           decision  reason",
                        "42   triage  keep   feed/9  lane strong  emitted",
                        "43   triage  alert  feed/9  alerts       failed    no broker",
                        "more: --after 43");
    }
}
