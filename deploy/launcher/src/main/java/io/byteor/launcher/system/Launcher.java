package io.byteor.launcher.system;

import io.byteor.backends.process.DirectoryLock;
import io.byteor.launcher.LaunchFailure;
import io.byteor.launcher.Progress;
import io.byteor.launcher.process.Ending;
import io.byteor.launcher.process.ProcessIdentity;
import io.byteor.launcher.state.RunFile;
import io.byteor.launcher.state.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Starts the system in this process, or stops it from any. */
public final class Launcher {
    private static final Duration STOP_PATIENCE = Duration.ofMinutes(3);

    private Launcher() {}

    /**
     * Brings the system up and returns when all of it serves. It goes down, in order, with {@link RunningSystem#close} or,
     * at the latest, when this JVM ends by signal or exit.
     *
     * @throws LaunchFailure if it runs already, a port that was asked for is taken, or a part does not come up
     */
    public static RunningSystem up(LaunchSettings settings, Progress progress) {
        RunningSystem system = new RunningSystem(Preparation.of(settings, InstantSource.system(), progress), progress);
        Thread stop = Thread.ofPlatform().name("stop").unstarted(system::close);
        Runtime.getRuntime().addShutdownHook(stop);
        system.start();
        return system;
    }

    /** Stays for as long as this process is the launcher, which is until a signal ends it. */
    public static void awaitEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Stops the system of a data directory, whether its launcher still runs or was killed.
     *
     * @return whether there was anything to stop
     * @throws LaunchFailure if something does not end
     */
    public static boolean down(Path data, Progress progress) {
        if (!Files.isDirectory(data)) {
            return false;
        }
        Optional<ProcessIdentity> launcher =
                new RunFile(data).readIfWhole().map(RunState::launcher).filter(ProcessIdentity::isAlive);
        launcher.ifPresent(process -> {
            progress.line("asking the launcher, process %d, to stop".formatted(process.pid()));
            Ending.of(List.of(process), STOP_PATIENCE);
        });
        DirectoryLock directory = DirectoryLock.tryTake(data)
                .orElseThrow(() -> new LaunchFailure("%s is in use by another process".formatted(data)));
        try {
            return LeftBehind.end(data, progress) > 0 || launcher.isPresent();
        } finally {
            directory.close();
        }
    }
}
