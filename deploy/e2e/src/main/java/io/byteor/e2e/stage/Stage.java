package io.byteor.e2e.stage;

import io.byteor.launcher.system.RunningSystem;

/** Where proofs find the system that they try. */
public interface Stage {
    /**
     * Plays on a system that is as it is needed, and returns when the play is over. Nobody else plays on it meanwhile. What earlier
     * plays wrote may still be there: a play uses names of its own and counts what it wrote itself. Parts that it killed
     * need not be started again.
     *
     * @throws io.byteor.launcher.LaunchFailure if the system does not come up as it is needed
     */
    <T> T play(Needs needs, Play<T> play) throws Exception;

    /** What is done on a running system. */
    @FunctionalInterface
    interface Play<T> {
        T on(RunningSystem system) throws Exception;
    }
}
