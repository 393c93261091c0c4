package io.byteor.launcher.process;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as it can be found again later, by another process too. Pids are reused; a process counts as this one only if it
 * began at the recorded instant and runs the recorded program.
 *
 * @param executable the program's real path
 */
public record ProcessIdentity(long pid, Instant startedAt, String executable) {
    // The system derives the instant from the time since boot, and its idea of when that was moves with the clock.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** This very process. */
    public static ProcessIdentity current() {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessIdentity(
                self.pid(), startOf(self), self.info().command().orElseThrow());
    }

    /** A process that was just started to run this program. */
    public static ProcessIdentity of(ProcessHandle process, Path executable) {
        return new ProcessIdentity(process.pid(), startOf(process), executable.toString());
    }

    private static Instant startOf(ProcessHandle process) {
        // A process that is gone already has no start; the pid with this instant names no other one.
        return process.info().startInstant().orElseGet(Instant::now);
    }

    /** The process, while it runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(this::matches);
    }

    public boolean isAlive() {
        return find().isPresent();
    }

    private boolean matches(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        boolean sameStart = info.startInstant()
                .map(instant -> Duration.between(startedAt, instant).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
        // A process that ended but was not reaped has no command any more.
        return sameStart && info.command().map(executable::equals).orElse(false);
    }
}
