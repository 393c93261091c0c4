package io.byteor.e2e.govern.race;

import io.byteor.e2e.stage.Sibling;
import io.byteor.launcher.system.RunningSystem;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Random;

/**
 * A validator beside the one of the system. What makes it another is its instance id, under which it rejoins its group, and a state
 * directory of its own.
 */
record ValidatorProcess(Sibling process) implements Validator, AutoCloseable {
    /** Starts it without waiting. */
    static ValidatorProcess start(RunningSystem system, int number, Random random) throws IOException {
        String name = "validator-" + number;
        return new ValidatorProcess(new Sibling(
                system,
                name,
                "replay-validator",
                Map.of(
                        "BYTEOR_VALIDATOR_INSTANCE_ID",
                        name,
                        "BYTEOR_VALIDATOR_STATE_DIRECTORY",
                        system.settings().data().resolve("state-of-" + name).toString()),
                random));
    }

    @Override
    public URI url() {
        return process.url();
    }

    @Override
    public String name() {
        return process.name();
    }

    @Override
    public void killAndRestart() throws IOException, InterruptedException {
        process.killAndRestart();
    }

    void awaitServing() throws InterruptedException {
        process.awaitServing();
    }

    @Override
    public void close() {
        process.close();
    }
}
