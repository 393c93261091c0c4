package io.byteor.e2e.remedy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.e2e.replay.Output;
import io.byteor.e2e.terminal.Screen;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.audit.AuditJson;
import io.byteor.schemas.audit.AuditRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whoever tries the remedy on a running system, by command lines alone.
 *
 * @param folder for the files that are named on them
 */
record Operator(RunningSystem system, Path folder) {
    private static final String NAME = "remedy";
    private static final String AGENT = NAME + "-agent";
    private static final String ENVIRONMENT = """
            {"name": "remedy",
             "posture": {"dryRun": {"allowed": true, "approvals": 0},
                         "execute": {"allowed": false, "approvals": 1, "approvalLifetime": "PT4H"},
                         "limits": {"records": 1000000, "recordsPerSecond": 50000, "duration": "PT1H"},
                         "dryRunDetail": 10000000, "freezes": []},
             "targets": {"tickets": {"kafka": {"topic": "remedy.tickets"}}}}
            """;
    private static final String DEPLOYED = """
            {"agent": "remedy-agent", "environment": "remedy",
             "deployment": {"pipeline": "webhook-tickets", "version": "1"}}
            """;

    /** Captures the lanes under the faulty spec and dry-runs the fixed one over them. */
    AuditRecord tries(List<String> webhooks, List<Output> captured) throws IOException {
        Files.createDirectories(folder);
        type("environment", "put", file("environment.json", List.of(ENVIRONMENT)));
        type("agent", "put", file("agent.json", List.of(DEPLOYED)));
        String faulty = file("faulty.json", List.of(Webhooks.FAULTY));
        type("pipeline", "put", faulty);
        String bundle = capture(faulty, webhooks, captured);
        JsonNode answer = type("replay", "dry-run", bundle, "--candidate", file("fixed.json", List.of(Webhooks.FIXED)));
        JsonNode audit = type("replay", "audit", answer.path("replayId").asText());
        return AuditJson.read(audit.toString());
    }

    private String capture(String spec, List<String> webhooks, List<Output> captured) throws IOException {
        List<String> work = captured.stream()
                .map(output -> "{\"origin\":\"%s\",\"payload\":%s}"
                        .formatted(output.origin(), new String(output.payload(), UTF_8)))
                .toList();
        String directory = folder.resolve("bundle").toString();
        String bundle = run(
                        "incident-bundle",
                        "create",
                        "--spec",
                        spec,
                        "--lane",
                        Webhooks.LANE + "=" + file("hooks.ndjson", webhooks),
                        "--output-lane",
                        Webhooks.OUTPUT + "=" + file("work.ndjson", work),
                        "--agent",
                        AGENT,
                        "--env",
                        NAME,
                        "--incident",
                        "PROOF-2",
                        "--out",
                        directory)
                .path("bundleId")
                .asText();
        String token = system.credentials().issuer().issue(AGENT, List.of("agent"), List.of(NAME));
        type("incident-bundle", "push", directory, "--token", token);
        return bundle;
    }

    private String file(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines).toString();
    }

    /** A command line about the system. */
    private JsonNode type(String... arguments) {
        List<String> whole = new ArrayList<>(List.of(arguments));
        whole.addAll(List.of("--data", system.settings().data().toString()));
        return run(whole.toArray(String[]::new));
    }

    private static JsonNode run(String... arguments) {
        List<String> whole = new ArrayList<>(List.of(arguments));
        whole.addAll(List.of("-o", "json"));
        Screen screen = Screen.of(whole);
        if (screen.exitCode() != 0) {
            throw new IllegalStateException(whole + " ended otherwise: " + screen);
        }
        return screen.lastLine();
    }
}
