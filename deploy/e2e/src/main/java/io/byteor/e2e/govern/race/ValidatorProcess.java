package io.byteor.e2e.govern.race;

import io.byteor.backends.process.Directories;
import io.byteor.e2e.stage.Sibling;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.kafka.ClientSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/**
 * A validator beside the one of the system. What makes it another is its instance id, under which it rejoins its group, and a state
 * directory of its own.
 */
record ValidatorProcess(Sibling process, Path state, Death death) implements Validator, AutoCloseable {
    /** Longer than the group waits for a member that has gone, so that others take its tasks over. */
    private static final Duration AWAY = Duration.ofMillis(ClientSettings.SESSION_TIMEOUT_MS + 2_000L);

    /** What becomes of it when it is killed. */
    enum Death {
        /** It comes back at once and goes on with its tasks and its state. */
        OF_THE_PROCESS,
        /** Its state is gone, and it comes back when its tasks are with others: with those that hold a copy, where any do. */
        OF_THE_MACHINE
    }

    /**
     * Starts it without waiting.
     *
     * @param standbys on how many others each task's state is kept up to date
     */
    static ValidatorProcess start(RunningSystem system, int number, Random random, Death death, int standbys)
            throws IOException {
        String name = "validator-" + number;
        Path state = system.settings().data().resolve("state-of-" + name);
        Map<String, String> environment = Map.of(
                "BYTEOR_VALIDATOR_INSTANCE_ID",
                name,
                "BYTEOR_VALIDATOR_STANDBY_REPLICAS",
                Integer.toString(standbys),
                "BYTEOR_VALIDATOR_STATE_DIRECTORY",
                state.toString());
        return new ValidatorProcess(new Sibling(system, name, "replay-validator", environment, random), state, death);
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
        process.kill();
        if (death == Death.OF_THE_MACHINE) {
            Directories.delete(state);
            Thread.sleep(AWAY);
        }
        process.restart();
    }

    void awaitServing() throws InterruptedException {
        process.awaitServing();
    }

    @Override
    public void close() {
        process.close();
    }
}
