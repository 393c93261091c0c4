package io.byteor.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.launcher.LaunchFailure;
import io.byteor.launcher.port.Ports;
import io.byteor.launcher.system.LaunchSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(Part.class)
    void isDeclaredAfterAllThatItNeedsAndStopsBeforeThem(Part part) {
        assertThat(part.needs()).allSatisfy(need -> {
            assertThat(need).isLessThan(part);
            assertThat(stage(need)).isGreaterThan(stage(part));
        });
        assertThat(Part.ofLabel(part.label())).isSameAs(part);
    }

    @Test
    void everyPartIsStoppedOnce() {
        assertThat(Part.STOP_STAGES.stream().flatMap(Set::stream)).containsExactlyInAnyOrder(Part.values());
    }

    @Test
    void aServiceThatIsNotBuiltIsNamedWithWhatIsMissing() {
        assertThatThrownBy(() -> commands().of(Part.SINK, Adjustment.NONE))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("audit-sink is not built")
                .hasMessageContaining("audit-sink/target/quarkus-app/quarkus-run.jar");
    }

    @Test
    void aServiceIsConfiguredByItsEnvironmentAndBindsTheLoopbackAddress() throws Exception {
        Path jar = home.resolve("replay-runner/target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);

        PartCommand runner = commands().of(Part.RUNNER, Adjustment.NONE);

        assertThat(runner.command())
                .contains("-jar", jar.toString())
                .contains("-Dbyteor.part=replay-runner", "-Dbyteor.data=" + home.resolve("data"));
        assertThat(runner.environment())
                .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
                .containsEntry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1")
                .containsEntry("BYTEOR_RUNNER_ID", "runner-1")
                .containsEntry(
                        "BYTEOR_STORE_DIRECTORY", home.resolve("data/store").toString())
                .containsEntry("MP_JWT_VERIFY_ISSUER", "https://byteor.local")
                .containsKeys("KAFKA_BOOTSTRAP_SERVERS", "BYTEOR_REGISTRY_URL", "MP_JWT_VERIFY_PUBLICKEY_LOCATION");
    }

    @Test
    void anAdjustmentStandsInThePlaceOfWhatEveryInstallationGives() throws Exception {
        Path jar = home.resolve("bundle-ingest/service/target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
        var adjustment = Adjustment.ofJava("-Xmx64m")
                .and(new Adjustment(Map.of("QUARKUS_HTTP_HOST", "::1"), List.of("-Xmx128m")));

        PartCommand ingest = commands().of(Part.INGEST, adjustment);

        assertThat(ingest.environment()).containsEntry("QUARKUS_HTTP_HOST", "::1");
        assertThat(ingest.command().stream().filter(option -> option.startsWith("-Xmx")))
                .last()
                .isEqualTo("-Xmx128m");
    }

    @Test
    void onePartIsStartedWithAllThatItNeeds() {
        LaunchSettings settings = LaunchSettings.of(home, home.resolve("data")).only(Part.INGEST);

        assertThat(settings.parts()).containsExactlyInAnyOrder(Part.BROKER, Part.DATABASE, Part.REGISTRY, Part.INGEST);
    }

    @Test
    void aCacheIsRecordedOnceAndThenUsedUntilTheProgramChanges() throws Exception {
        // Given a program with no cache
        Path jar = Files.writeString(home.resolve("program.jar"), "one");
        AotCache first = AotCache.of(home, Part.BROKER, List.of(jar));
        assertThat(first.isRecording()).isTrue();

        // When a run that recorded one ends in order
        first.prepare();
        Files.createFile(recording(first));
        first.settle(true);

        // Then the next uses it, and a changed program records anew
        assertThat(AotCache.of(home, Part.BROKER, List.of(jar)).isRecording()).isFalse();
        Files.writeString(jar, "changed");
        assertThat(AotCache.of(home, Part.BROKER, List.of(jar)).isRecording()).isTrue();
    }

    @Test
    void whatAKilledRunRecordedIsThrownAway() throws Exception {
        Path jar = Files.writeString(home.resolve("program.jar"), "one");
        AotCache cache = AotCache.of(home, Part.BROKER, List.of(jar));
        cache.prepare();
        Path recording = Files.createFile(recording(cache));

        cache.settle(false);

        assertThat(recording).doesNotExist();
        assertThat(AotCache.of(home, Part.BROKER, List.of(jar)).isRecording()).isTrue();
    }

    @Test
    void twoSystemsOfOneProcessRecordEachForItself() throws Exception {
        Path jar = Files.writeString(home.resolve("program.jar"), "one");

        AotCache one = AotCache.of(home, Part.BROKER, List.of(jar));
        AotCache other = AotCache.of(home, Part.BROKER, List.of(jar));

        assertThat(recording(one)).isNotEqualTo(recording(other));
    }

    @Test
    void aClassPathWithFoldersIsNotCached() {
        assertThat(AotCache.of(home, Part.BROKER, List.of(home)).isRecording()).isFalse();
    }

    private static Path recording(AotCache cache) {
        return Path.of(cache.flags().getFirst().replace("-XX:AOTCacheOutput=", ""));
    }

    private static int stage(Part part) {
        for (int i = 0; i < Part.STOP_STAGES.size(); i++) {
            if (Part.STOP_STAGES.get(i).contains(part)) {
                return i;
            }
        }
        throw new AssertionError(part + " is never stopped");
    }

    private PartCommands commands() {
        return new PartCommands(
                home, home.resolve("data"), Endpoints.choose(new Ports(new Random(3))), home.resolve("key.pem"));
    }
}
