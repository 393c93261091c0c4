package io.byteor.launcher.system;

import io.byteor.backends.process.LogTail;
import io.byteor.launcher.LaunchFailure;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.PartCommand;
import io.byteor.launcher.part.Readiness;
import io.byteor.launcher.process.OwnSession;
import io.byteor.launcher.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** A part's process, while this launcher is its parent. */
final class Child {
    private static final Duration START_PATIENCE = Duration.ofSeconds(120);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration REAPING = Duration.ofSeconds(5);
    private static final int ENDED = 0;
    private static final int ENDED_BY_SIGTERM = 143;

    private final PartCommand command;
    private final Process process;
    private final ProcessIdentity identity;
    private final long startedNanos = System.nanoTime();

    private Child(PartCommand command, Process process) {
        this.command = command;
        this.process = process;
        this.identity = ProcessIdentity.of(process.toHandle(), command.executable());
    }

    /** Starts the process; the log begins anew and the one before it is kept beside. */
    static Child start(PartCommand command, Path directory, Path log) {
        command.cache().prepare();
        try {
            begin(log);
            ProcessBuilder builder = OwnSession.command(command.command(), directory, log);
            builder.environment().putAll(command.environment());
            return new Child(command, builder.start());
        } catch (IOException e) {
            throw new LaunchFailure(
                    "%s cannot be started: %s".formatted(command.part().label(), e.getMessage()), e);
        }
    }

    /** Makes way for a new log; the one before it is kept beside. */
    static void begin(Path log) throws IOException {
        Files.createDirectories(log.getParent());
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".previous"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    Process process() {
        return process;
    }

    ProcessIdentity identity() {
        return identity;
    }

    Adjustment adjustment() {
        return command.adjustment();
    }

    boolean isRecording() {
        return command.cache().isRecording();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /**
     * Returns when the part serves.
     *
     * @param goOn asked over and over; throws where nobody waits for it any more
     * @throws LaunchFailure if it ends, or does not serve in time, with the end of its log; or if this thread is interrupted
     */
    void awaitServing(Readiness readiness, Path log, Runnable goOn) {
        String name = command.part().label();
        try {
            while (!readiness.serves()) {
                goOn.run();
                if (!process.isAlive()) {
                    throw new LaunchFailure("%s ended with exit code %d while it started; %s"
                            .formatted(name, process.exitValue(), LogTail.of(log)));
                }
                if (age().compareTo(START_PATIENCE) > 0) {
                    throw new LaunchFailure("%s does not serve after %d s; %s"
                            .formatted(name, START_PATIENCE.toSeconds(), LogTail.of(log)));
                }
                Thread.sleep(LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while %s starts".formatted(name), e);
        }
    }

    /** To be called when the process has ended; its parent hears of that a moment later than the system knows. */
    void settle() {
        try {
            if (process.waitFor(REAPING)) {
                int code = process.exitValue();
                command.cache().settle(code == ENDED || code == ENDED_BY_SIGTERM);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
