package io.byteor.backends.postgres;

import io.byteor.backends.BackendFailure;
import io.byteor.backends.process.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server whose starter died without stopping it. It is told by the pid that the server writes into its data
 * directory, and only taken for one when that process is a PostgreSQL server of this very directory: pids are reused.
 */
final class OrphanedPostmaster {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private OrphanedPostmaster() {}

    /**
     * Ends the server of this data directory, if one runs. To be called only by the holder of the directory's lock.
     *
     * @throws BackendFailure when it cannot be ended
     */
    static void end(Path dataDirectory) {
        find(dataDirectory).ifPresent(OrphanedPostmaster::end);
    }

    /** The server of this data directory, while one runs. */
    static Optional<ProcessHandle> find(Path dataDirectory) {
        return pid(dataDirectory.resolve("postmaster.pid"))
                .flatMap(ProcessHandle::of)
                .filter(process -> serves(process, dataDirectory));
    }

    private static Optional<Long> pid(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(lines.getFirst().strip()));
        } catch (IOException | NumberFormatException nothingRunsHere) {
            return Optional.empty();
        }
    }

    private static boolean serves(ProcessHandle process, Path dataDirectory) {
        ProcessHandle.Info info = process.info();
        String executable = info.command().orElse("");
        List<String> arguments = List.of(info.arguments().orElse(new String[0]));
        return Path.of(executable).endsWith("postgres") && arguments.contains(dataDirectory.toString());
    }

    private static void end(ProcessHandle postmaster) {
        // SIGTERM would wait for the sessions of clients; SIGINT ends them and writes a checkpoint, SIGQUIT ends at
        // once.
        for (String signal : List.of("INT", "QUIT")) {
            signal(postmaster, signal);
            if (Ending.awaited(postmaster, PATIENCE)) {
                return;
            }
        }
        throw new BackendFailure(
                "A PostgreSQL server left behind, process %d, does not end".formatted(postmaster.pid()));
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException failure) {
            throw new BackendFailure("Process %d could not be signalled".formatted(process.pid()), failure);
        }
    }
}
