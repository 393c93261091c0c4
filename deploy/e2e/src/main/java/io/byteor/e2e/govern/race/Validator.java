package io.byteor.e2e.govern.race;

import io.byteor.launcher.part.Part;
import io.byteor.launcher.system.RunningSystem;
import java.net.URI;
import java.util.concurrent.ExecutionException;

/** One of several validators, each a gateway too. */
interface Validator {
    /** Of its gateway. */
    URI url();

    String name();

    /** SIGKILL; begins anew at once, on its ports and its state, as whatever watches over processes has it. */
    void killAndRestart() throws Exception;

    /** The one that is part of the system, and that the launcher starts again. */
    record OfSystem(RunningSystem system) implements Validator {
        @Override
        public URI url() {
            return URI.create("http://"
                    + system.state()
                            .find(Part.VALIDATOR)
                            .orElseThrow()
                            .endpoint()
                            .address());
        }

        @Override
        public String name() {
            return Part.VALIDATOR.label();
        }

        @Override
        public void killAndRestart() throws ExecutionException, InterruptedException {
            ProcessHandle process = system.process(Part.VALIDATOR);
            process.destroyForcibly();
            process.onExit().get();
            system.restart(Part.VALIDATOR);
        }
    }
}
