package io.byteor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.cli.http.ScriptedServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteorTest {
    private static final String SPEC = """
            {"apiVersion":"byteor.io/v1","pipeline":"p","version":"1","lanes":[{"name":"feed"}],
             "roles":[{"name":"r","reads":"feed","stages":[{"name":"s","emit":{"target":"t"}}]}]}""";

    private final ScriptedServer server = new ScriptedServer();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void putsAnEnvironmentUnderItsNameAtARevision() throws Exception {
        Path file = Files.writeString(folder.resolve("demo.json"), "{\"name\":\"demo\",\"posture\":{}}");
        server.on(
                "PUT",
                "/govern/v1/environments/demo",
                200,
                "{\"kind\":\"environment\",\"key\":\"demo\",\"revision\":3,\"digest\":\"sha256:d\"}");

        CommandLineRun run = CommandLineRun.of(server, "environment", "put", file.toString(), "--if-match", "2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly("kind      environment", "key       demo", "revision  3", "digest    sha256:d");
        assertThat(server.asked().getFirst().header("If-Match")).contains("\"2\"");
    }

    @Test
    void putsAPipelineUnderTheHashOfItsSpec() throws Exception {
        Path file = Files.writeString(folder.resolve("spec.json"), SPEC);
        String hash = io.byteor.schemas.pipeline.PipelineSpec.parse(Files.readAllBytes(file))
                .specHash()
                .toString();
        server.on("PUT", "/govern/v1/pipelines/" + hash, 200, "{\"key\":\"" + hash + "\"}");

        CommandLineRun run = CommandLineRun.of(server, "pipeline", "put", file.toString(), "--status", "candidate");

        assertThat(run.exitCode()).isZero();
        assertThat(server.asked().getFirst().body())
                .startsWith("{\"spec\":{\"apiVersion\":\"byteor.io/v1\"")
                .endsWith("\"status\":\"candidate\"}");
    }

    @Test
    void listsEntriesWithHowToGoOn() {
        server.on("GET", "/govern/v1/pipelines?limit=1&after=sha256%3Aa", 200, """
            {"items":[{"key":"sha256:b","revision":2,"pipeline":"p","version":"1","status":"candidate",
            "changedBy":{"issuer":"i","subject":"olga"},"changedAt":"2026-11-26T10:00:00Z"}],"next":"sha256:b"}""");

        CommandLineRun run = CommandLineRun.of(server, "pipeline", "list", "--limit", "1", "--after", "sha256:a");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "key       revision  pipeline  version  status     changed by  changed at",
                        "sha256:b  2         p         1        candidate  olga        2026-11-26T10:00:00Z",
                        "more: --after sha256:b");
    }

    @Test
    void tellsWhatChangedBetweenTwoRevisions() {
        server.on("GET", "/govern/v1/environments/demo/diff?from=3&to=5", 200, """
            {"kind":"environment","key":"demo","from":3,"to":5,"patch":[{"op":"replace","path":"/posture/limits/records","value":7},
            {"op":"remove","path":"/targets/alerts"}]}""");

        assertThat(CommandLineRun.of(server, "environment", "diff", "demo", "--from", "3", "--to", "5")
                        .out())
                .containsExactly(
                        "from revision 3 to 5", "replace  /posture/limits/records  7", "remove   /targets/alerts");
    }

    @Test
    void promotesTheVersionThatItRead() {
        server.on(
                        "GET",
                        "/govern/v1/pipelines/sha256:b",
                        200,
                        "{\"document\":{\"spec\":{\"a\":1},\"status\":\"candidate\"}}",
                        Map.of("ETag", "\"4\""))
                .on("PUT", "/govern/v1/pipelines/sha256:b", 200, "{\"key\":\"sha256:b\",\"revision\":5}");

        CommandLineRun run = CommandLineRun.of(server, "pipeline", "promote", "sha256:b");

        assertThat(run.exitCode()).isZero();
        assertThat(server.asked().getLast().header("If-Match")).contains("\"4\"");
        assertThat(server.asked().getLast().body()).isEqualTo("{\"spec\":{\"a\":1},\"status\":\"active\"}");
    }

    @Test
    void refusesABrokenSpecBeforeItIsSent() throws Exception {
        Path file =
                Files.writeString(folder.resolve("spec.json"), SPEC.replace("\"reads\":\"feed\"", "\"reads\":\"fed\""));

        CommandLineRun run = CommandLineRun.of(server, "pipeline", "put", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().getLast())
                .startsWith("error: SPEC_INVALID: ")
                .contains("/roles/0/reads")
                .contains("fed");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void asksForApprovalOfTheVeryRequestThatExecuteWouldSend() {
        server.on(
                        "POST",
                        "/govern/v1/approvals",
                        200,
                        "{\"approvalId\":\"a1\",\"commandId\":\"c\",\"status\":\"requested\",\"requestDigest\":\"sha256:d\"}")
                .on("POST", "/govern/v1/replay-requests", 400, "{}");
        String[] options = {"sha256:ab", "--limit", "5", "--reapply", "--reason", "why"};

        CommandLineRun approval = CommandLineRun.of(server, concat("approval", "request", options));
        CommandLineRun.of(server, concat("replay", "execute", options));

        assertThat(approval.out())
                .containsExactly("approval        a1", "status          requested", "request digest  sha256:d");
        assertThat(server.asked().getFirst().body())
                .isEqualTo("{\"request\":" + server.asked().get(1).body() + "}");
    }

    @Test
    void votesWithAReason() {
        server.on("POST", "/govern/v1/approvals/a1/votes", 200, "{\"approvalId\":\"a1\",\"status\":\"approved\"}");

        CommandLineRun run = CommandLineRun.of(
                server, "approval", "approve", "a1", "--reason", "seen the dry-run", "--ticket", "OPS-4");

        assertThat(run.exitCode()).isZero();
        assertThat(server.asked().getFirst().body())
                .isEqualTo("{\"vote\":\"approve\",\"reason\":\"seen the dry-run\",\"ticket\":\"OPS-4\"}");
    }

    @Test
    void showsWhoVotedHow() {
        server.on("GET", "/audit/v1/approvals/a1", 200, """
            {"approvalId":"a1","status":"approved","requestDigest":"sha256:d","required":1,
            "reason":"alerts were lost","votes":[{"voter":"https://byteor.local#arthur","vote":"approve","reason":"fine"}],
            "refusedVotes":[{"voter":"https://byteor.local#olga","vote":"approve","code":"APPROVAL_SELF","reason":"mine"}]}""");

        assertThat(CommandLineRun.of(server, "approval", "show", "a1").out())
                .containsExactly(
                        "approval        a1",
                        "status          approved",
                        "request digest  sha256:d",
                        "required        1",
                        "reason          alerts were lost",
                        "vote            approve by https://byteor.local#arthur: fine",
                        "refused         approve by https://byteor.local#olga: mine (APPROVAL_SELF)");
    }

    @Test
    void listsTheApprovalsThatWaitForVotes() {
        server.on("GET", "/govern/v1/approvals?limit=100&state=requested&environment=demo", 200, """
            {"items":[{"approvalId":"a1","status":"requested","mode":"execute","environment":"demo","required":2,"votes":[{}],
            "requester":"i#olga","expiresAt":"2026-11-26T14:00:00Z","reason":"alerts were lost"}],"next":null}""");

        assertThat(CommandLineRun.of(server, "approval", "list", "--state", "requested", "--env", "demo")
                        .out())
                .containsExactly(
                        "approval  status     mode     environment  votes   requester  expires at            reason",
                        "a1        requested  execute  demo         1 of 2  i#olga     2026-11-26T14:00:00Z  alerts were lost");
    }

    @Test
    void aForbiddenVerbIsExitCodeFourWithTheProblemAsJson() {
        String problem = """
                {"type":"/docs/error-codes#forbidden","title":"t","status":403,"code":"FORBIDDEN","detail":"admins only","retryable":false}""";
        server.on("GET", "/govern/v1/agents/a", 403, problem);

        CommandLineRun run = CommandLineRun.of(server, "agent", "get", "a", "-o", "json");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.lastLine()).isEqualTo(problem);
        assertThat(run.err()).containsExactly("error: FORBIDDEN: admins only");
    }

    @Test
    void wrongUsageIsExitCodeTwoAndSaysWhereHelpIs() {
        CommandLineRun run = CommandLineRun.plain("replay", "dry-run", "--output=json");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).first().isEqualTo("See `byteor replay dry-run --help`.");
        assertThat(run.lastLine()).contains("\"code\":\"REQUEST_INVALID\"").contains("BUNDLE_ID");
    }

    @Test
    void aTokenAndARoleTogetherAreWrongUsage() {
        assertThat(CommandLineRun.of(server, "replay", "status", "r1", "--as", "admin")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void nobodyThereIsExitCodeThree() {
        URI nobody = server.url();
        server.close();

        CommandLineRun run = CommandLineRun.plain("replay", "status", "r1", "--url", nobody.toString(), "--token", "t");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .containsExactly("error: UNAVAILABLE: nothing listens there; is the system up? (at " + nobody + ")");
    }

    @Test
    void everyVerbsHelpEndsWithTheExitCodes() {
        assertThat(CommandLineRun.plain("replay", "verify", "--help").out())
                .contains("Exit codes:", "  1  it ran and said no: rejected, refused, not completed, not intact");
    }

    private static String[] concat(String group, String verb, String... rest) {
        String[] all = new String[rest.length + 2];
        all[0] = group;
        all[1] = verb;
        System.arraycopy(rest, 0, all, 2, rest.length);
        return all;
    }
}
