package io.byteor.backends.process;

import io.byteor.backends.BackendFailure;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The end of another process. */
public final class Ending {

    private Ending() {}

    /** Whether the process is gone within the time; an interrupt ends the wait early and stays set. */
    public static boolean awaited(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return !process.isAlive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (ExecutionException failure) {
            throw new BackendFailure("Process %d cannot be waited for".formatted(process.pid()), failure);
        }
    }

    /** Asks by SIGTERM, waits, and kills what is still there. */
    public static void of(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!awaited(process, patience)) {
            process.destroyForcibly();
            awaited(process, patience);
        }
    }
}
