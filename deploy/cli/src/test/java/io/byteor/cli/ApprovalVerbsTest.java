package io.byteor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.cli.http.ScriptedServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalVerbsTest {
    private static final String APPROVALS = "/govern/v1/approvals";
    private static final String REQUESTS = "/govern/v1/replay-requests";
    private static final String REJECTED = "{\"replayId\":\"r1\",\"decision\":\"rejected\",\"findings\":[]}";

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksForApprovalOfTheVeryRequestThatADryRunWouldSendUnderIt() {
        server.on("POST", APPROVALS, 200, "{\"approvalId\":\"a1\",\"status\":\"requested\"}")
                .on("POST", REQUESTS, 200, REJECTED);
        String[] options = {"sha256:ab", "--limit", "5", "--detail", "counts", "--candidate", "sha256:c"};

        CommandLineRun approval = run("approval request --mode dry_run", options);
        CommandLineRun dryRun = run("replay dry-run --approval a1", options);

        assertThat(approval.exitCode()).isZero();
        assertThat(dryRun.exitCode()).isEqualTo(1);
        assertThat(server.asked().get(1).body())
                .isEqualTo("{\"bundleId\":\"sha256:ab\",\"mode\":\"dry_run\",\"selection\":{\"limit\":5},"
                        + "\"candidate\":\"sha256:c\",\"detail\":\"counts\",\"approvalId\":\"a1\"}");
        assertThat(server.asked().getFirst().body())
                .isEqualTo("{\"request\":" + server.asked().get(1).body().replace(",\"approvalId\":\"a1\"", "") + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "dry_run, --reapply",
        "dry_run, --error-budget=2",
        "dry_run, --warm-up=0.5",
        "dry_run, --warm-up-divergence=0.5",
        "execute, --candidate=sha256:c",
        "walk, --limit=1"
    })
    void asksForNothingThatTheModeDoesNotKnow(String mode, String option) {
        CommandLineRun run = run("approval request --mode " + mode, "sha256:ab", option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(server.asked()).isEmpty();
    }

    private CommandLineRun run(String verb, String... options) {
        return CommandLineRun.of(
                server,
                Stream.concat(Stream.of(verb.split(" ")), Stream.of(options)).toArray(String[]::new));
    }
}
