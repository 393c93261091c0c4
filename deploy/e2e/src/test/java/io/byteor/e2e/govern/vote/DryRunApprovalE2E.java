package io.byteor.e2e.govern.vote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.e2e.Proof;
import io.byteor.e2e.SmallTrial;
import io.byteor.e2e.feed.Feed;
import io.byteor.e2e.stage.Needs;
import io.byteor.e2e.terminal.Screen;
import io.byteor.launcher.system.RunningSystem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A dry-run where the posture asks for the approval of it, from the refusal to the audit, by the command line. */
@ExtendWith(SmallTrial.class)
class DryRunApprovalE2E {
    private static final Feed FEED = new Feed("dry-run-approval");

    @Test
    void runsUnderTheApprovalOfTheVeryDryRunAndUnderItOnce(Proof.Trial trial) throws Exception {
        trial.stage().play(Needs.whole(), system -> {
            String bundleId = furnish(system, trial);

            Screen without = run(system, "olga", "operator", "replay dry-run", bundleId, "--limit=5");
            assertRejected(without, "APPROVAL_MISSING");

            Screen asked = run(
                    system,
                    "olga",
                    "operator",
                    "approval request",
                    bundleId,
                    "--mode=dry_run",
                    "--limit=5",
                    "--reason=x");
            assertThat(asked.exitCode()).as("%s", asked).isZero();
            String approval =
                    "--approval=" + asked.lastLine().path("approvalId").asText();
            assertRejected(
                    run(system, "olga", "operator", "replay dry-run", bundleId, "--limit=5", approval),
                    "APPROVAL_PENDING");

            Screen approved = run(
                    system,
                    "anna",
                    "approver",
                    "approval approve",
                    approval.substring("--approval=".length()),
                    "--reason=looked at it");
            assertThat(approved.lastLine().path("status").asText()).isEqualTo("approved");
            assertRejected(
                    run(system, "olga", "operator", "replay dry-run", bundleId, "--limit=6", approval),
                    "APPROVAL_SCOPE");

            Screen done = run(system, "olga", "operator", "replay dry-run", bundleId, "--limit=5", approval);
            assertThat(done.exitCode()).as("%s", done).isZero();
            assertThat(done.lastLine().at("/audit/policy/approval").asText()).isEqualTo("approved");
            assertThat(done.lastLine().at("/audit/input/0/selectedRecords").asInt())
                    .isEqualTo(5);

            assertRejected(
                    run(system, "olga", "operator", "replay dry-run", bundleId, "--limit=5", approval),
                    "APPROVAL_CONSUMED");
            return bundleId;
        });
    }

    private static String furnish(RunningSystem system, Proof.Trial trial) throws Exception {
        GovernApi admin = new GovernApi(ApiClient.of(system.client().url(), token(system, "ada", "admin")));
        FEED.register(admin, 0);
        ObjectNode document = admin.get(RegistryKind.ENVIRONMENT, FEED.name())
                .document()
                .path("document")
                .require()
                .deepCopy();
        document.withObject("/posture/dryRun").put("approvals", 1);
        admin.put(RegistryKind.ENVIRONMENT, FEED.name(), document, null, CallOptions.once());
        return FEED.capture(system, trial.folder().resolve("capture"), 1);
    }

    private static void assertRejected(Screen rejected, String code) {
        assertThat(rejected.exitCode()).as("%s", rejected).isEqualTo(1);
        assertThat(rejected.lastLine().path("findings"))
                .filteredOn(finding -> finding.path("outcome").asText().equals("failed"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.path("code").asText()).isEqualTo(code));
    }

    private static Screen run(RunningSystem system, String subject, String role, String verb, String... options) {
        List<String> connection =
                List.of("--url=" + system.client().url(), "--token=" + token(system, subject, role), "-o=json");
        return Screen.of(Stream.of(Stream.of(verb.split(" ")), Stream.of(options), connection.stream())
                .flatMap(words -> words)
                .toList());
    }

    private static String token(RunningSystem system, String subject, String role) {
        return system.credentials().issuer().issue(subject, List.of(role), List.of("*"));
    }
}
