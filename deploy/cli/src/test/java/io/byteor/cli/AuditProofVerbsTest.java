package io.byteor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.cli.http.ScriptedServer;
import io.byteor.cli.output.JsonForm;
import io.byteor.schemas.audit.AuditJson;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.MerkleGrowth;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.audit.log.LogHead;
import io.byteor.schemas.audit.log.LogRecord;
import io.byteor.schemas.audit.receipt.Receipt;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.signature.SigningKey;
import io.byteor.schemas.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditProofVerbsTest {
    private static final SigningKey KEY = SigningKey.generate();
    private static final Instant AT = Instant.parse("2026-11-27T04:00:00Z");
    private static final String SPEC = """
            {"apiVersion":"byteor.io/v1","pipeline":"p","version":"1","lanes":[{"name":"feed"}],
             "roles":[{"name":"r","reads":"feed","stages":[{"name":"s","emit":{"target":"t"}}]}]}""";
    private static final String ITEM =
            "{\"kind\":\"%s\",\"id\":\"%s\",\"verdict\":\"%s\",\"pending\":false,\"firstDifference\":%s}";

    private final ScriptedServer server = new ScriptedServer();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void verifiesTheWholeStorePageByPageAndShowsWhatIsNotSound() {
        server.on(
                        "GET",
                        "/audit/v1/verify?limit=100&since=2026-11-27T00%3A00%3A00Z",
                        200,
                        page(
                                "log:l-0",
                                ITEM.formatted("checkpoints", "", "intact", "null"),
                                ITEM.formatted("log", "l-0", "truncated", "7")))
                .on(
                        "GET",
                        "/audit/v1/verify?limit=100&after=log%3Al-0&since=2026-11-27T00%3A00%3A00Z",
                        200,
                        page(null, ITEM.formatted("replay", "r1", "retired", "null")));

        CommandLineRun run = CommandLineRun.of(server, "audit", "verify", "--since", "2026-11-27T00:00:00Z");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsExactly(
                        "kind  id   verdict    first difference",
                        "log   l-0  truncated  7",
                        "verified 3: 1 intact, 1 retired, 1 truncated");
    }

    @Test
    void aStoreOfWhatIsIntactOrRetiredIsExitCodeZero() {
        server.on(
                "GET",
                "/audit/v1/verify?limit=100",
                200,
                page(
                        null,
                        ITEM.formatted("checkpoints", "", "intact", "null"),
                        ITEM.formatted("replay", "r1", "retired", "null")));

        CommandLineRun run = CommandLineRun.of(server, "audit", "verify", "-o", "json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lastLine())
                .isEqualTo("{\"verified\":2,\"byVerdict\":{\"intact\":1,\"retired\":1},\"findings\":[]}");
    }

    @Test
    void verifiesOneReplay() {
        server.on("GET", "/audit/v1/replays/r1/verify", 200, "{\"replayId\":\"r1\",\"verdict\":\"missing\"}");

        CommandLineRun run = CommandLineRun.of(server, "audit", "verify", "r1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsExactly("replay id  r1", "verdict    missing");
    }

    @Test
    void writesAReceiptThatIsCheckedWithNothingRunning() throws IOException {
        Digest bundleId = createBundle("one");
        server.on("GET", "/audit/v1/replays/r1/receipt", 200, receipt(bundleId, KEY));
        Path file = folder.resolve("receipt.json");

        assertThat(CommandLineRun.of(server, "audit", "receipt", "r1", "--out", file.toString())
                        .exitCode())
                .isZero();
        server.close();
        CommandLineRun run = check(file, "one", KEY);

        assertThat(run.out()).containsExactly("replay id  r1", "bundle id  " + bundleId, "receipt    holds");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aReceiptDoesNotHoldForAnotherBundleAnotherKeyOrADamagedBundle() throws IOException {
        Digest bundleId = createBundle("one");
        createBundle("another");
        Path file = Files.writeString(folder.resolve("receipt.json"), receipt(bundleId, KEY));

        CommandLineRun swapped = check(file, "another", KEY);
        CommandLineRun stranger = check(file, "one", SigningKey.generate());
        Files.writeString(folder.resolve("one/data/spec.json"), SPEC.replace("\"p\"", "\"q\""));
        CommandLineRun damaged = check(file, "one", KEY);

        assertThat(List.of(swapped.exitCode(), stranger.exitCode(), damaged.exitCode()))
                .containsOnly(1);
        assertThat(swapped.out()).anyMatch(line -> line.contains("BUNDLE: "));
        assertThat(stranger.out()).anyMatch(line -> line.contains("SIGNER: "));
        assertThat(damaged.out()).anyMatch(line -> line.contains("data/spec.json: BUNDLE_ALTERED"));
    }

    @Test
    void somethingThatIsNoReceiptIsRefused() throws IOException {
        createBundle("one");

        assertThat(check(Files.writeString(folder.resolve("receipt.json"), "{}"), "one", KEY)
                        .exitCode())
                .isEqualTo(2);
        assertThat(CommandLineRun.plain(
                                "audit",
                                "verify",
                                "--receipt",
                                folder.resolve("receipt.json").toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "r1 --since 2026-11-27T00:00:00Z, --since",
        "--receipt receipt.json --bundle one --since 2026-11-27T00:00:00Z, --since",
        "r1 --receipt receipt.json --bundle one, REPLAY_ID",
        "--bundle one, --bundle",
        "r1 --key key.pem, --key"
    })
    void refusesWhatItWouldIgnore(String arguments, String ignored) {
        server.on("GET", "/audit/v1/replays/r1/verify", 200, "{\"replayId\":\"r1\",\"verdict\":\"intact\"}");
        List<String> line = new ArrayList<>(List.of("audit", "verify"));
        line.addAll(List.of(arguments.split(" ")));

        CommandLineRun run = CommandLineRun.of(server, line.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).anyMatch(text -> text.contains("together with") && text.contains(ignored));
        assertThat(run.out()).isEmpty();
    }

    private CommandLineRun check(Path receipt, String bundle, SigningKey key) throws IOException {
        Path pem =
                Files.writeString(folder.resolve("key.pem"), key.verifyingKey().pem());
        return CommandLineRun.plain(
                "audit",
                "verify",
                "--receipt",
                receipt.toString(),
                "--bundle",
                folder.resolve(bundle).toString(),
                "--key",
                pem.toString());
    }

    private Digest createBundle(String name) throws IOException {
        Path spec = Files.writeString(folder.resolve("spec.json"), SPEC);
        Path feed = Files.writeString(folder.resolve("feed.ndjson"), "{\"id\":\"" + name + "\"}\n");
        CommandLineRun run = CommandLineRun.plain(
                "incident-bundle",
                "create",
                "--agent",
                "a",
                "--env",
                "demo",
                "--incident",
                "I-1",
                "--title",
                "t",
                "--spec",
                spec.toString(),
                "--lane",
                "feed=" + feed,
                "--out",
                folder.resolve(name).toString(),
                "-o",
                "json");
        return Digest.parse(
                JsonForm.mapper().readTree(run.lastLine()).path("bundleId").asText());
    }

    private static String receipt(Digest bundleId, SigningKey key) {
        String audit = AuditJson.write(new AuditRecord(
                AuditRecord.VERSION,
                "r1",
                bundleId.toString(),
                null,
                null,
                null,
                List.of(),
                new AuditRecord.Policy("demo", null, "not_required", "dry_run"),
                List.of(),
                new AuditRecord.Actions(0, 0, Digest.ofRaw(MerkleTree.emptyRoot()), Map.of(), Map.of(), null),
                null,
                ReplayOutcome.COMPLETED,
                List.of(),
                "",
                null,
                null,
                "https://byteor.local#olga",
                List.of(),
                "runner-1",
                AT,
                AT,
                AT));
        String topic = Topic.REPLAY_AUDITED.topicName();
        LogRecord record = new LogRecord(topic, 0, 0, 7, 5, AT, "r1".getBytes(StandardCharsets.UTF_8), value(audit));
        MerkleGrowth growth = new MerkleGrowth(0, List.of(), List.of(record.leafHash()));
        var checkpoint = new Checkpoint("audit", 1, null, AT, List.of(LogHead.of(topic, 0, growth))).sign(key);
        return new String(
                new Receipt(bundleId, "r1", audit, record, checkpoint, List.of())
                        .sign(key)
                        .encoded(),
                StandardCharsets.UTF_8);
    }

    /** The text as Avro writes it, with something before and behind. */
    private static byte[] value(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 0, 0, 1});
        int zigzag = bytes.length << 1;
        out.write((zigzag & 0x7f) | 0x80);
        out.write(zigzag >> 7);
        out.writeBytes(bytes);
        out.write(0);
        return out.toByteArray();
    }

    private static String page(String next, String... items) {
        return "{\"items\":[%s],\"next\":%s}"
                .formatted(String.join(",", items), next == null ? null : "\"" + next + "\"");
    }
}
