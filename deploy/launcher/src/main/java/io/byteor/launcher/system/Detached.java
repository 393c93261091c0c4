package io.byteor.launcher.system;

import io.byteor.backends.process.LogTail;
import io.byteor.launcher.LaunchFailure;
import io.byteor.launcher.Progress;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.process.OwnSession;
import io.byteor.launcher.state.PartState;
import io.byteor.launcher.state.RunFile;
import io.byteor.launcher.state.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A launcher in the background, which outlives this process and its terminal. */
public final class Detached {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private Detached() {}

    /**
     * Starts it and returns when the whole system serves.
     *
     * @throws LaunchFailure if the system is up already, or does not come up, with the end of its log
     */
    public static RunState up(LaunchSettings settings, Progress progress) {
        Preparation.take(settings).close(); // the log there is may be that of a system that is up
        Path log = settings.log("launcher");
        Process launcher = spawn(settings, log);
        RunFile file = new RunFile(settings.data());
        Set<Part> told = EnumSet.noneOf(Part.class);
        try {
            while (launcher.isAlive()) {
                RunState state = file.readIfWhole()
                        .filter(run -> run.launcher().pid() == launcher.pid())
                        .orElse(null);
                if (state != null) {
                    tell(state, told, progress);
                    if (state.phase() == RunState.Phase.UP) {
                        return state;
                    }
                }
                Thread.sleep(LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            launcher.destroy();
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while the system starts", e);
        }
        throw new LaunchFailure("the system did not come up; " + LogTail.of(log));
    }

    private static Process spawn(LaunchSettings settings, Path log) {
        if (!settings.adjustments().isEmpty()) {
            throw new IllegalArgumentException("adjustments are for a launcher in this process");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                LauncherMain.class.getName(),
                settings.home().toString(),
                settings.data().toString(),
                settings.port().isPresent() ? Integer.toString(settings.port().getAsInt()) : LauncherMain.ANY));
        settings.parts().stream().map(Part::label).forEach(command::add);
        try {
            Child.begin(log);
            return OwnSession.command(command, settings.data(), log).start();
        } catch (IOException e) {
            throw new LaunchFailure("the launcher cannot be started: " + e.getMessage(), e);
        }
    }

    private static void tell(RunState state, Set<Part> told, Progress progress) {
        for (PartState part : state.parts()) {
            Long took = part.startMillis();
            if (took != null && told.add(part.part())) {
                progress.line("%-17s serves after %.1f s".formatted(part.part().label(), took / 1000.0));
            }
        }
    }
}
