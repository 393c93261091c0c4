package io.byteor.e2e.govern.race;

import io.byteor.backends.process.Directories;
import io.byteor.launcher.credential.TokenIssuer;
import io.byteor.launcher.part.Endpoint;
import io.byteor.launcher.part.Readiness;
import io.byteor.launcher.port.Ports;
import io.byteor.launcher.process.OwnSession;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.kafka.ClientSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A validator beside the one of the system. What makes it another is its instance id, under which it rejoins its group, and a state
 * directory of its own.
 */
final class ValidatorProcess implements Validator, AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /** Longer than the group waits for a member that has gone, so that others take its tasks over. */
    private static final Duration AWAY = Duration.ofMillis(ClientSettings.SESSION_TIMEOUT_MS + 2_000L);

    private final RunningSystem system;
    private final int number;
    private final Death death;
    private final int standbys;
    private final Endpoint endpoint;
    private final Path log;
    private final HttpClient health = HttpClient.newHttpClient();
    private Process process;

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
    ValidatorProcess(RunningSystem system, int number, Random random, Death death, int standbys) throws IOException {
        Ports ports = new Ports(random);
        this.system = system;
        this.number = number;
        this.death = death;
        this.standbys = standbys;
        this.endpoint = new Endpoint(ports.free(), ports.free());
        this.log = system.settings().log("validator-" + number);
        Files.createDirectories(log.getParent());
        this.process = start();
    }

    @Override
    public URI url() {
        return URI.create("http://" + endpoint.address());
    }

    @Override
    public String name() {
        return "validator-" + number;
    }

    @Override
    public void killAndRestart() throws IOException, InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        if (death == Death.OF_THE_MACHINE) {
            Directories.delete(state());
            Thread.sleep(AWAY);
        }
        process = start();
    }

    void awaitServing() throws InterruptedException {
        Readiness readiness = new Readiness.HealthCheck(endpoint, health);
        long deadline = System.nanoTime() + START.toNanos();
        while (!readiness.serves()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(name() + " does not serve; its log is " + log);
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private Process start() throws IOException {
        Path data = system.settings().data();
        Path jar = system.settings().home().resolve("replay-validator/target/quarkus-app/quarkus-run.jar");
        ProcessBuilder validator = OwnSession.command(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        jar.toString()),
                data,
                log);
        validator
                .environment()
                .putAll(Map.ofEntries(
                        Map.entry("QUARKUS_HTTP_HOST", Ports.HOST),
                        Map.entry("QUARKUS_HTTP_PORT", Integer.toString(endpoint.port())),
                        Map.entry("QUARKUS_MANAGEMENT_HOST", Ports.HOST),
                        Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(endpoint.management())),
                        Map.entry("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL", "WARN"),
                        Map.entry("KAFKA_BOOTSTRAP_SERVERS", system.client().bootstrapServers()),
                        Map.entry(
                                "BYTEOR_REGISTRY_URL",
                                system.client().registry().toString()),
                        Map.entry(
                                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                                "file:" + system.credentials().publicKey()),
                        Map.entry("MP_JWT_VERIFY_ISSUER", TokenIssuer.ISSUER),
                        Map.entry("MP_JWT_VERIFY_AUDIENCES", TokenIssuer.AUDIENCE),
                        Map.entry("BYTEOR_VALIDATOR_INSTANCE_ID", name()),
                        Map.entry("BYTEOR_VALIDATOR_STANDBY_REPLICAS", Integer.toString(standbys)),
                        Map.entry("BYTEOR_VALIDATOR_STATE_DIRECTORY", state().toString())));
        return validator.start();
    }

    private Path state() {
        return system.settings().data().resolve("state-of-" + name());
    }

    /** Ends in order, so that it leaves no transaction open. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        health.close();
    }
}
