package io.byteor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.demo.DemoResult.DryRun;
import io.byteor.cli.demo.DemoResult.Execute;
import io.byteor.cli.demo.DemoResult.Rejected;
import io.byteor.cli.demo.kafka.TargetTopic;
import io.byteor.cli.output.ExitCode;
import java.util.ArrayList;
import java.util.List;

/** The steps from registration to verified audit, on a system that is up. */
final class Walk {
    static final String TOPIC = "quake.alerts";
    private static final int PARTITIONS = 3;

    private final Verbs verbs;
    private final DemoDirectory directory;
    private final TargetTopic target;
    private final Story story;

    Walk(Verbs verbs, DemoDirectory directory, TargetTopic target, Story story) {
        this.verbs = verbs;
        this.directory = directory;
        this.target = target;
        this.story = story;
    }

    DemoResult walk() {
        register();
        String bundle = capture();
        JsonNode dryRun = dryRun(bundle);
        Rejected rejected = executeUnapproved(bundle);
        long before = target.committedRecords();
        story.step("The target %s holds %d records after the rejection".formatted(TOPIC, before), target.address());
        JsonNode execute = executeApproved(bundle);
        long records = target.committedRecords();
        story.step("Read %d alerts back from %s, read_committed".formatted(records, TOPIC), target.address());
        return new DemoResult(
                bundle,
                new DryRun(
                        dryRun.path("replayId").asText(),
                        dryRun.path("outcome").asText(),
                        dryRun.path("actions").path("count").asLong(),
                        decided(dryRun, "would_apply"),
                        decided(dryRun, "emitted")),
                rejected,
                new Execute(
                        execute.path("replayId").asText(),
                        execute.path("outcome").asText(),
                        decided(execute, "applied")),
                before,
                dryRun.path("pipeline").path("match").asText(),
                records,
                verify(List.of(dryRun, execute)));
    }

    private void register() {
        target.create(PARTITIONS);
        verbs.ask("environment", "put", directory.file("environment.json").toString());
        verbs.ask("agent", "put", directory.file("agent.json").toString());
        verbs.ask("pipeline", "put", directory.file("quake-alerts.json").toString(), "--status", "active");
        story.step(
                "Registered environment demo, agent quake-agent and pipeline quake-alerts 2.3.0",
                "byteor environment get demo");
    }

    private String capture() {
        JsonNode created = verbs.alone(
                "incident-bundle",
                "create",
                "--spec",
                directory.file("quake-alerts.json").toString(),
                "--lane",
                "feed=" + directory.file("earthquakes.ndjson"),
                "--time",
                "line.properties.time",
                "--key",
                "line.id",
                "--agent",
                "quake-agent",
                "--env",
                "demo",
                "--incident",
                "INC-2018-02-07",
                "--captured-at",
                "2018-02-07T01:30:00Z",
                "--title",
                "Alerts missing for a week of earthquakes",
                "--out",
                directory.bundle().toString());
        String id = created.path("bundleId").asText();
        story.step(
                "Captured %d earthquakes into incident bundle %s"
                        .formatted(created.path("records").asLong(), id),
                directory.bundle().toString());
        JsonNode pushed =
                verbs.ask("incident-bundle", "push", directory.bundle().toString());
        story.step(
                "Pushed it: %d files, %d bytes, every one verified"
                        .formatted(
                                pushed.path("files").asLong(),
                                pushed.path("bytes").asLong()),
                "byteor incident-bundle show " + id);
        return id;
    }

    private JsonNode dryRun(String bundle) {
        JsonNode answer = verbs.ask("replay", "dry-run", bundle, "--reason", "see what the pipeline makes of it");
        String replay = answer.path("replayId").asText();
        JsonNode audit = verbs.ask("replay", "audit", replay);
        story.step(
                "Dry-run %s: %s, %d actions, %d would apply; no target touched"
                        .formatted(
                                replay,
                                audit.path("outcome").asText(),
                                audit.path("actions").path("count").asLong(),
                                decided(audit, "would_apply")),
                "byteor replay actions " + replay);
        story.step("Its audit is recorded and reads as follows", "byteor replay audit " + replay);
        story.more(audit.toPrettyString());
        return audit;
    }

    private Rejected executeUnapproved(String bundle) {
        JsonNode decision = verbs.expect(ExitCode.SAID_NO, "replay", "execute", bundle, "--reason", "send the alerts");
        String replay = decision.path("replayId").asText();
        List<String> codes = new ArrayList<>();
        for (JsonNode finding : decision.path("findings")) {
            if (finding.path("outcome").asText().equals("failed")) {
                codes.add(finding.path("code").asText());
            }
        }
        story.step(
                "Execute without an approval: %s, %s"
                        .formatted(decision.path("decision").asText(), String.join(", ", codes)),
                "byteor replay audit " + replay);
        return new Rejected(replay, codes);
    }

    private JsonNode executeApproved(String bundle) {
        JsonNode asked = verbs.ask("approval", "request", bundle, "--reason", "send the alerts");
        String approval = asked.path("approvalId").asText();
        story.step(
                "olivia, an operator, asked for approval %s of request %s"
                        .formatted(approval, asked.path("requestDigest").asText()),
                "byteor approval show " + approval);
        JsonNode voted = verbs.ask("approval", "approve", approval, "--reason", "the dry-run looks right");
        story.step(
                "arthur, an approver, approved it: " + voted.path("status").asText(),
                "byteor approval show " + approval);
        JsonNode answer = verbs.ask("replay", "execute", bundle, "--approval", approval, "--reason", "send the alerts");
        String replay = answer.path("replayId").asText();
        JsonNode audit = verbs.ask("replay", "audit", replay);
        story.step(
                "Execute %s: %s, %d applied"
                        .formatted(replay, audit.path("outcome").asText(), decided(audit, "applied")),
                "byteor replay audit " + replay);
        return audit;
    }

    private String verify(List<JsonNode> audits) {
        String overall = "intact";
        for (JsonNode audit : audits) {
            String replay = audit.path("replayId").asText();
            JsonNode verdict = verbs.ask("replay", "verify", replay);
            String found = verdict.path("verdict").asText();
            story.step(
                    "Audit of %s: %s, %d actions under root %s"
                            .formatted(
                                    replay,
                                    found,
                                    verdict.path("listed").asLong(),
                                    verdict.path("root").asText()),
                    "byteor replay verify " + replay);
            overall = overall.equals("intact") ? found : overall;
        }
        return overall;
    }

    private static long decided(JsonNode audit, String decision) {
        return audit.path("actions").path("byDecision").path(decision).asLong();
    }
}
