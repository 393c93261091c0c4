package io.byteor.launcher.process;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process as it can be found again later, by another process too. Pids are reused; a process counts as this one only if it
 * began when the recorded one did and runs the recorded program.
 *
 * @param startedAt by the clock as it stood when this was recorded
 * @param executable the program's real path
 * @param startTick the same without the clock, by which it is found where the system has that; else null, and it is found by the instant
 */
public record ProcessIdentity(
        long pid,
        Instant startedAt,
        String executable,
        @Nullable String startTick) {
    // The system derives the instant from the time since boot, and its idea of when that was moves with the clock.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** One that is found by the instant. */
    public ProcessIdentity(long pid, Instant startedAt, String executable) {
        this(pid, startedAt, executable, null);
    }

    /** This very process. */
    public static ProcessIdentity current() {
        ProcessHandle self = ProcessHandle.current();
        return of(self, self.info().command().orElseThrow());
    }

    /** A process that was just started to run this program. */
    public static ProcessIdentity of(ProcessHandle process, Path executable) {
        return of(process, executable.toString());
    }

    private static ProcessIdentity of(ProcessHandle process, String executable) {
        return new ProcessIdentity(
                process.pid(),
                startOf(process),
                executable,
                StartTick.of(process.pid()).orElse(null));
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
        boolean sameStart = startTick == null
                ? info.startInstant().filter(this::isAboutTheStart).isPresent()
                : StartTick.of(pid).filter(startTick::equals).isPresent();
        // A process that ended but was not reaped has no command any more.
        return sameStart && info.command().map(executable::equals).orElse(false);
    }

    private boolean isAboutTheStart(Instant instant) {
        return Duration.between(startedAt, instant).abs().compareTo(TOLERANCE) <= 0;
    }
}
