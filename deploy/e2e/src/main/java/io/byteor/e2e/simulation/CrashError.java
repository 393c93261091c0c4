package io.byteor.e2e.simulation;

/** The end of a simulated process. An error, so that nothing in the runner takes it for a failure of its own. */
final class CrashError extends Error {
    private static final long serialVersionUID = 1L;

    CrashError() {
        super("the process is gone", null, false, false);
    }
}
