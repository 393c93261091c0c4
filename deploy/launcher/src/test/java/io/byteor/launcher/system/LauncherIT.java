package io.byteor.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.byteor.launcher.LaunchFailure;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.port.Ports;
import io.byteor.launcher.process.ProcessIdentity;
import io.byteor.launcher.state.PartState;
import io.byteor.launcher.state.RunFile;
import io.byteor.launcher.state.RunState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {
    private final List<String> told = java.util.Collections.synchronizedList(new ArrayList<>());

    /** One for all, which each leaves with nothing running on it, so that the database is made once. */
    @TempDir
    static Path data;

    @AfterEach
    void endWhateverIsLeft() {
        Launcher.down(data, told::add);
    }

    @Test
    void isOneSystemPerDataDirectoryWhosePartsCanBeStartedAgainAndThatLeavesNothing() throws Exception {
        List<ProcessIdentity> processes;
        try (RunningSystem system = Launcher.up(backends(), told::add)) {
            // Given a system that is up
            SystemStatus status = SystemStatus.of(data).orElseThrow();
            assertThat(status.parts()).extracting("name").containsExactly("launcher", "broker", "database", "registry");
            assertThat(status.parts())
                    .allSatisfy(part -> assertThat(part.health()).hasToString("ready"));

            // When a second one is to use the same data, then it is refused
            assertThatThrownBy(() -> Launcher.up(backends(), told::add))
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageContaining("up already")
                    .hasMessageContaining(data.toString());

            // And one in the background is, and leaves the log of the one that is up alone
            Path log = Files.writeString(data.resolve("logs/launcher.log"), "of the one that is up");
            assertThatThrownBy(() -> Detached.up(backends(), told::add))
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageContaining("up already");
            assertThat(log).hasContent("of the one that is up");

            // When a part is killed, then that is told, and it can be started again
            ProcessHandle broker = system.process(Part.BROKER);
            broker.destroyForcibly();
            broker.onExit().join();
            system.restart(Part.BROKER);
            assertThat(system.process(Part.BROKER).pid()).isNotEqualTo(broker.pid());
            await().untilAsserted(
                            () -> assertThat(told).anyMatch(line -> line.contains("broker ended with exit code 137")));
            processes = processes(system.state());
        }

        // When it was closed, then nothing of it is left
        assertThat(processes).hasSize(3).noneMatch(ProcessIdentity::isAlive);
        assertThat(new RunFile(data).read()).isEmpty();
        assertThat(SystemStatus.of(data)).isEmpty();
    }

    @Test
    void endsWhatAKilledLauncherLeftBehind() throws Exception {
        // Given a launcher in the background that was killed
        RunState run = Detached.up(database(), told::add);
        kill(run.launcher());
        assertThat(processes(run)).hasSize(1).allMatch(ProcessIdentity::isAlive);

        // When the next one comes up on the same data
        try (RunningSystem system = Launcher.up(database(), told::add)) {
            // Then the old processes are gone and the new ones serve
            assertThat(processes(run)).noneMatch(ProcessIdentity::isAlive);
            assertThat(processes(system.state())).allMatch(ProcessIdentity::isAlive);
        }
    }

    @Test
    void downEndsALauncherInTheBackgroundAndWhatAKilledOneLeftBehind() {
        // Given
        RunState orderly = Detached.up(database(), told::add);

        // When, then
        assertThat(Launcher.down(data, told::add)).isTrue();
        assertThat(orderly.launcher().isAlive()).isFalse();
        assertThat(processes(orderly)).noneMatch(ProcessIdentity::isAlive);
        assertThat(Launcher.down(data, told::add)).isFalse();

        // Given
        RunState killed = Detached.up(database(), told::add);
        kill(killed.launcher());

        // When, then
        assertThat(Launcher.down(data, told::add)).isTrue();
        assertThat(processes(killed)).noneMatch(ProcessIdentity::isAlive);
    }

    @Test
    void stopsEverythingAlsoWhereItCannotWriteDownThatItDoes() throws IOException {
        // Given a system that is up, and a folder in the way of every state that is to be written
        RunningSystem system = Launcher.up(database(), told::add);
        List<ProcessIdentity> processes = processes(system.state());
        Path obstacle = Files.createDirectory(data.resolve("run.json.partial"));

        // When a part is to be started that nobody could find again, then it is not left running
        ProcessHandle killed = system.process(Part.DATABASE);
        killed.destroyForcibly();
        killed.onExit().join();
        assertThatThrownBy(() -> system.restart(Part.DATABASE))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("run.json cannot be written");
        ProcessHandle unrecorded = system.process(Part.DATABASE);
        assertThat(unrecorded.pid()).isNotEqualTo(killed.pid());
        await().until(() -> !unrecorded.isAlive());

        // When it is stopped, then it stops, and says what it could not write
        Files.delete(obstacle);
        system.restart(Part.DATABASE);
        List<ProcessIdentity> again = processes(system.state());
        Files.createDirectory(obstacle);
        system.close();
        Files.delete(obstacle);
        assertThat(processes).hasSize(1).doesNotContainAnyElementsOf(again);
        assertThat(again).hasSize(1).noneMatch(ProcessIdentity::isAlive);
        assertThat(told).anyMatch(line -> line.contains("run.json cannot be written"));
        assertThat(new RunFile(data).read()).isEmpty();
    }

    @Test
    void aPortThatWasAskedForAndIsTakenIsAnError() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getByName(Ports.HOST), 0));
            LaunchSettings settings = new LaunchSettings(home(), data, OptionalInt.of(taken.getLocalPort()));

            assertThatThrownBy(() -> Launcher.up(settings.backendsOnly(), told::add))
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageContaining("port %d is taken".formatted(taken.getLocalPort()));
        }
        assertThat(Files.exists(data.resolve("run.json"))).isFalse();
    }

    /** The quickest part to start that leaves processes of its own behind. */
    private LaunchSettings database() {
        return backends().only(Part.DATABASE);
    }

    private LaunchSettings backends() {
        int port = new Ports(new Random()).free();
        return new LaunchSettings(home(), data, OptionalInt.of(port)).backendsOnly();
    }

    private static Path home() {
        return Path.of(System.getProperty("byteor.home"));
    }

    private static List<ProcessIdentity> processes(RunState run) {
        return run.parts().stream().map(PartState::process).toList();
    }

    private static void kill(ProcessIdentity launcher) {
        ProcessHandle process = launcher.find().orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }
}
