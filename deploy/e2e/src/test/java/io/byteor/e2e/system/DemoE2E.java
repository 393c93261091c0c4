package io.byteor.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.byteor.launcher.port.Ports;
import io.byteor.schemas.audit.AuditJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoE2E {
    private final Terminal terminal = new Terminal();

    @TempDir
    Path folder;

    @Test
    void walksOneIncidentFromCaptureToVerifiedAuditAndLeavesNothingRunning() {
        // Given
        List<Long> before = Terminal.parts().map(ProcessHandle::pid).toList();

        // When
        Terminal.Screen demo = terminal.run(
                "demo", "--exit", "-o", "json", "--data", folder.resolve("demo").toString(), "--port", freePort());

        // Then
        assertThat(demo.exitCode()).as("%s", demo).isZero();
        JsonNode result = demo.lastLine();
        assertThat(result.path("bundleId").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(result.path("dryRun").path("outcome").asText()).isEqualTo("completed");
        assertThat(result.path("dryRun").path("actions").asLong()).isEqualTo(170);
        assertThat(result.path("dryRun").path("wouldApply").asLong()).isEqualTo(85);
        assertThat(result.path("dryRun").path("emitted").asLong()).isEqualTo(85);
        assertThat(result.path("rejected").path("codes")).hasToString("[\"APPROVAL_MISSING\"]");
        assertThat(result.path("execute").path("outcome").asText()).isEqualTo("completed");
        assertThat(result.path("execute").path("applied").asLong()).isEqualTo(85);
        assertThat(result.path("targetRecords").asLong()).isEqualTo(85);
        assertThat(result.path("verify").asText()).isEqualTo("intact");
        assertThat(AuditJson.read(printedAudit(demo)).pipeline().match()).isEqualTo("same");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(AuditJson.schema(), InputFormat.JSON)
                        .validate(printedAudit(demo), InputFormat.JSON))
                .isEmpty();
        assertThat(Terminal.parts().map(ProcessHandle::pid)).isSubsetOf(before);
    }

    /** The audit among the steps: from the line that opens it to the one that closes it. */
    private static String printedAudit(Terminal.Screen demo) {
        List<String> lines = demo.err().lines().toList();
        return String.join("\n", lines.subList(lines.indexOf("{"), lines.indexOf("}") + 1));
    }

    static String freePort() {
        return Integer.toString(new Ports(new Random()).free());
    }
}
