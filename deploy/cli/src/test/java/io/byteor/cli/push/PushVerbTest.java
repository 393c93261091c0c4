package io.byteor.cli.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.byteor.cli.Byteor;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushVerbTest {
    private static final int MIB = 1 << 20;

    private final FakeIngest ingest = new FakeIngest();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        ingest.close();
    }

    record Ended(int exitCode, JsonNode document, String err) {}

    @Test
    void sendsWhatIsMissingAndThenNothing() throws IOException {
        Path bundle = folder.resolve("bundle");
        Digest id = Bundles.write(bundle, "INC-1", 100, 1000);

        Ended first = push(bundle.toString());
        Ended second = push(bundle.toString());

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.document().path("bundleId").asText()).isEqualTo(id.toString());
        assertThat(first.document().path("created").asBoolean()).isTrue();
        assertThat(first.document().path("sentBytes").asLong()).isEqualTo(ingest.received);
        assertThat(second.document().path("created").asBoolean()).isFalse();
        assertThat(first.document().path("resumedBlobs").asLong()).isZero();
        assertThat(second.document().path("sentBlobs").asLong()).isZero();
        assertThat(ingest.stored).containsExactly(id.toString());
    }

    @Test
    void takesATarArchive() throws IOException {
        Path bundle = folder.resolve("bundle");
        Digest id = Bundles.write(bundle, "INC-1", 10, 100);
        Path tar = folder.resolve("bundle.tar");
        try (OutputStream out = Files.newOutputStream(tar)) {
            BundleTar.write(bundle, out);
        }

        assertThat(push(tar.toString()).document().path("bundleId").asText()).isEqualTo(id.toString());
    }

    @Test
    void goesOnWhereAnEarlierPushWasCut() throws IOException {
        Path bundle = folder.resolve("bundle");
        Bundles.write(bundle, "INC-1", 3, MIB);
        byte[] segment = Files.readAllBytes(bundle.resolve(BundleLayout.segment("feed", 0)));
        ingest.give(segment, 2 * MIB);

        Ended ended = push(bundle.toString());

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.document().path("sentBytes").asLong()).isLessThan(segment.length - 2 * MIB + 100_000);
        assertThat(ended.document().path("resumedBlobs").asLong()).isOne();
    }

    @Test
    void hasWhatArrivedWholeChecked() throws IOException {
        Path bundle = folder.resolve("bundle");
        Bundles.write(bundle, "INC-1", 3, MIB);
        byte[] segment = Files.readAllBytes(bundle.resolve(BundleLayout.segment("feed", 0)));
        ingest.give(segment, segment.length);

        Ended ended = push(bundle.toString());

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ingest.stored).hasSize(1);
        assertThat(ended.document().path("sentBytes").asLong()).isLessThan(100_000);
    }

    @Test
    void goesOnAfterACutConnectionWithoutSendingAgainWhatArrived() throws IOException {
        Path bundle = folder.resolve("bundle");
        Bundles.write(bundle, "INC-1", 5, MIB);
        ingest.cutAfter = 3 * MIB;

        Ended ended = push(bundle.toString());

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("trying again");
        assertThat(ingest.received).isBetween(5L * MIB, 5L * MIB + 200_000);
    }

    @Test
    void comesBackWhenIngestAsksForThat() throws IOException {
        Path bundle = folder.resolve("bundle");
        Bundles.write(bundle, "INC-1", 1, 10);
        ingest.failures.add(Map.entry(429, "1"));
        ingest.failures.add(Map.entry(503, "1"));

        Ended ended = push(bundle.toString());

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err().lines().filter(line -> line.contains("trying again")))
                .hasSize(2);
    }

    @Test
    void givesUpWhenNothingGetsThroughAndAtOnceWhenItIsRefused() throws IOException {
        Path bundle = folder.resolve("bundle");
        Digest id = Bundles.write(bundle, "INC-1", 1, 10);
        ingest.refusals.put(id.toString(), problem("BUNDLE_INCOHERENT"));
        assertThat(push(bundle.toString()).exitCode()).isEqualTo(2);

        ingest.close();
        Ended down = push(bundle.toString(), "--timeout", "PT0S");

        assertThat(down.exitCode()).isEqualTo(3);
        assertThat(down.document().path("code").asText()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void refusesAnInvalidBundleBeforeAnythingIsSent() throws IOException {
        Path bundle = folder.resolve("bundle");
        Bundles.write(bundle, "INC-1", 1, 10);
        Files.writeString(bundle.resolve(BundleLayout.ENVIRONMENT), "{}");

        Ended ended = push(bundle.toString());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.document().path("code").asText()).isEqualTo("BUNDLE_ALTERED");
        assertThat(ingest.received).isZero();
    }

    @Test
    void aSpoolKeepsBundlesWhileIngestIsDownAndSendsThemOldestFirst() throws IOException {
        List<String> ids = new ArrayList<>();
        Path spool = folder.resolve("spool");
        for (String incident : List.of("INC-1", "INC-2", "INC-3")) {
            Path bundle = folder.resolve(incident);
            ids.add(Bundles.write(bundle, incident, 1, 10).toString());
            ingest.failures.add(Map.entry(503, "600"));
            Ended down = push(bundle.toString(), "--spool", spool.toString());
            assertThat(down.exitCode()).isEqualTo(3);
            assertThat(down.document().path("left").asInt()).isEqualTo(ids.size());
            assertThat(down.document().at("/stopped/status").asInt()).isEqualTo(503);
        }

        Ended up = push("--spool", spool.toString());

        assertThat(up.exitCode()).as(up.err()).isZero();
        assertThat(up.document().path("left").asInt()).isZero();
        assertThat(ingest.stored).containsExactlyElementsOf(ids);
        assertThat(spool.resolve("queue")).isEmptyDirectory();
        assertThat(spool.resolve("leaving")).isEmptyDirectory();
    }

    @Test
    void aSpoolPutsAsideWhatIsRefusedForGoodAndGoesOn() throws IOException {
        Path spool = folder.resolve("spool");
        Digest bad = Bundles.write(folder.resolve("bad"), "INC-1", 1, 10);
        Digest good = Bundles.write(folder.resolve("good"), "INC-2", 1, 10);
        ingest.refusals.put(bad.toString(), problem("BUNDLE_INCOHERENT"));

        Ended ended =
                push(folder.resolve("bad").toString(), folder.resolve("good").toString(), "--spool", spool.toString());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ingest.stored).containsExactly(good.toString());
        assertThat(ended.document().at("/refused/0/code").asText()).isEqualTo("BUNDLE_INCOHERENT");
        Path place = spool.resolve("refused").resolve(bad.hex());
        assertThat(place.resolve("problem.json")).content().contains("BUNDLE_INCOHERENT");
        assertThat(place.resolve("bundle").resolve(BundleLayout.TAG_MANIFEST)).exists();
        assertThat(spool.resolve("queue")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGENT_MISMATCH", "FORBIDDEN", "UNAUTHENTICATED"})
    void aSpoolKeepsEverythingWaitingWhereTheTokenIsNotTheAgents(String code) throws IOException {
        Path spool = folder.resolve("spool");
        for (String incident : List.of("INC-1", "INC-2")) {
            Digest id = Bundles.write(folder.resolve(incident), incident, 1, 10);
            ingest.refusals.put(id.toString(), problem(code));
        }

        Ended ended = push(
                folder.resolve("INC-1").toString(), folder.resolve("INC-2").toString(), "--spool", spool.toString());

        assertThat(ended.document().path("left").asInt()).isEqualTo(2);
        assertThat(ended.document().at("/stopped/code").asText()).isEqualTo(code);
        assertThat(ended.document().path("refused")).isEmpty();
        ingest.refusals.clear();
        assertThat(push("--spool", spool.toString()).exitCode()).isZero();
        assertThat(ingest.stored).hasSize(2);
    }

    @Test
    void aSpoolKeepsEveryCopyThatIsRefused() throws IOException {
        Path spool = folder.resolve("spool");
        Path bundle = folder.resolve("bundle");
        Digest id = Bundles.write(bundle, "INC-1", 1, 10);
        ingest.refusals.put(id.toString(), problem("BUNDLE_INCOHERENT"));
        push(bundle.toString(), "--spool", spool.toString());
        Path signature =
                bundle.resolve("signatures/" + Digest.of(new byte[] {1}).hex() + ".dsse.json");
        Files.createDirectories(signature.getParent());
        Files.write(signature, new byte[] {1});
        ingest.refusals.put(id.toString(), problem("BUNDLE_TOO_LARGE"));

        Ended again = push(bundle.toString(), "--spool", spool.toString());

        assertThat(again.document().path("refused")).hasSize(1);
        Path refused = spool.resolve("refused");
        assertThat(refused.resolve(id.hex() + "/problem.json")).content().contains("BUNDLE_INCOHERENT");
        assertThat(refused.resolve(id.hex() + "/bundle/signatures")).doesNotExist();
        assertThat(refused.resolve(id.hex() + "-2/problem.json")).content().contains("BUNDLE_TOO_LARGE");
        assertThat(refused.resolve(id.hex() + "-2/bundle/signatures")).isNotEmptyDirectory();
        assertThat(spool.resolve("queue")).isEmptyDirectory();
        assertThat(spool.resolve("leaving")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413})
    void aSpoolKeepsEverythingWaitingThatWasRefusedOnTheWayToIngest(int status) throws IOException {
        Path spool = folder.resolve("spool");
        Bundles.write(folder.resolve("INC-1"), "INC-1", 1, 10);
        ingest.failures.add(Map.entry(status, "0"));

        Ended refused = push(folder.resolve("INC-1").toString(), "--spool", spool.toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.document().path("left").asInt()).isOne();
        assertThat(refused.document().at("/stopped/status").asInt()).isEqualTo(status);
        assertThat(spool.resolve("refused")).isEmptyDirectory();
        assertThat(push("--spool", spool.toString()).exitCode()).isZero();
        assertThat(ingest.stored).hasSize(1);
    }

    @Test
    void followingASpoolTakesTheTokenThatStandsInTheFileByThen() throws Exception {
        Path root = folder.resolve("spool");
        Spool spool = Spool.in(root, InstantSource.system());
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        ingest.onlyToken = "Bearer second";
        String id = enqueue(spool, "INC-1");
        FutureTask<Ended> following =
                new FutureTask<>(() -> run("--spool", root.toString(), "--follow", "--token-file", file.toString()));
        Thread follower = Thread.ofVirtual().start(following);
        await().atMost(Duration.ofSeconds(20)).until(() -> ingest.turnedAway);
        assertThat(ingest.stored).isEmpty();

        Files.writeString(file, "second\n");

        await().atMost(Duration.ofSeconds(20)).until(() -> ingest.stored.equals(List.of(id)));
        follower.interrupt();
        Ended ended = following.get(20, TimeUnit.SECONDS);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("UNAUTHENTICATED");
    }

    @Test
    void aTokensFileThatHoldsNoneIsNoToken() throws IOException {
        Path bundle = folder.resolve("bundle");
        Bundles.write(bundle, "INC-1", 1, 10);

        Ended absent =
                run(bundle.toString(), "--token-file", folder.resolve("absent").toString());
        Ended empty = run(
                bundle.toString(),
                "--token-file",
                Files.createFile(folder.resolve("empty")).toString());

        assertThat(List.of(absent, empty)).allSatisfy(ended -> {
            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.document().path("place").asText()).isEqualTo("--token-file");
        });
    }

    @Test
    void aSpoolTakesABundleOnceAndForgetsWhatADeadProcessLeftHalfWay() throws IOException {
        Path bundle = folder.resolve("bundle");
        Bundles.write(bundle, "INC-1", 1, 10);
        Path root = folder.resolve("spool");
        Spool spool = Spool.in(root, InstantSource.fixed(Instant.EPOCH));
        Files.createDirectories(root.resolve("arriving/bundle/data"));
        Files.createDirectories(root.resolve("leaving/0000000000001-half/data"));

        spool.enqueue(bundle);
        spool.enqueue(bundle);

        assertThat(spool.waiting()).hasSize(1);
        assertThat(root.resolve("arriving")).isEmptyDirectory();
        try (var _ = spool.takeSending().orElseThrow()) {
            assertThat(root.resolve("leaving")).isEmptyDirectory();
            assertThat(spool.takeSending()).isEmpty();
            assertThat(push("--spool", root.toString()).exitCode()).isEqualTo(3);
        }
        assertThat(ingest.stored).isEmpty();
    }

    @Test
    void aBundleThatWaitsAndGetsASignatureWaitsWithItToo() throws IOException {
        Path bundle = folder.resolve("bundle");
        Bundles.write(bundle, "INC-1", 1, 10);
        Spool spool = Spool.in(folder.resolve("spool"), InstantSource.system());
        spool.enqueue(bundle);
        Path signature =
                bundle.resolve("signatures/" + Digest.of(new byte[] {1}).hex() + ".dsse.json");
        Files.createDirectories(signature.getParent());
        Files.write(signature, new byte[] {1});

        spool.enqueue(bundle);
        spool.enqueue(bundle);

        assertThat(spool.waiting())
                .extracting(waiting -> Files.exists(waiting.directory().resolve("signatures")))
                .containsExactly(false, true);
    }

    @Test
    void aSpoolKeepsItsOrderWhenTheClockIsSetBack() throws IOException {
        Path root = folder.resolve("spool");
        List<Digest> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Path bundle = folder.resolve("b" + i);
            ids.add(Bundles.write(bundle, "INC-" + i, 1, 10));
            Spool.in(root, InstantSource.fixed(Instant.ofEpochMilli(1000 - i))).enqueue(bundle);
        }

        assertThat(Spool.in(root, InstantSource.system()).waiting())
                .extracting(Spool.Waiting::bundleId)
                .containsExactlyElementsOf(ids);
    }

    @Test
    void followingASpoolSendsWhatComesAndGoesOnAfterTroubleUntilItIsInterrupted() throws Exception {
        Path root = folder.resolve("spool");
        Spool spool = Spool.in(root, InstantSource.system());
        List<String> ids = new ArrayList<>();
        ids.add(enqueue(spool, "INC-1"));
        ingest.failures.add(Map.entry(503, "0"));
        FutureTask<Ended> following =
                new FutureTask<>(() -> push("--spool", root.toString(), "--follow", "--timeout", "PT0S"));
        Thread follower = Thread.ofVirtual().start(following);
        await().atMost(Duration.ofSeconds(20)).until(() -> ingest.stored.equals(ids));

        ids.add(enqueue(spool, "INC-2"));
        await().atMost(Duration.ofSeconds(20)).until(() -> ingest.stored.equals(ids));
        assertThat(spool.takeSending()).isEmpty();
        follower.interrupt();

        Ended ended = following.get(20, TimeUnit.SECONDS);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("trying again in ").contains("sent " + ids.getLast());
        assertThat(root.resolve("queue")).isEmptyDirectory();
        try (var turn = spool.takeSending().orElseThrow()) {
            assertThat(turn).as("given up for another process").isNotNull();
        }
    }

    private String enqueue(Spool spool, String incident) throws IOException {
        Path bundle = folder.resolve(incident);
        Bundles.write(bundle, incident, 1, 10);
        return spool.enqueue(bundle).toString();
    }

    private static String problem(String code) {
        return "{\"code\":\"%s\",\"detail\":\"d\",\"status\":400,\"retryable\":false}".formatted(code);
    }

    private Ended push(String... arguments) throws IOException {
        return run(Stream.concat(Arrays.stream(arguments), Stream.of("--token", "t"))
                .toArray(String[]::new));
    }

    private Ended run(String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] whole = Stream.concat(
                        Stream.concat(Stream.of("incident-bundle", "push"), Arrays.stream(arguments)),
                        Stream.of("--url", ingest.url().toString(), "-o", "json"))
                .toArray(String[]::new);
        int code = Byteor.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                whole);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        String answer = lines.isEmpty() ? "" : lines.getLast();
        return new Ended(code, new JsonMapper().readTree(answer), err.toString(StandardCharsets.UTF_8));
    }
}
