package io.byteor.e2e.govern.race;

import io.byteor.launcher.credential.TokenIssuer;
import io.byteor.launcher.part.Endpoint;
import io.byteor.launcher.part.Readiness;
import io.byteor.launcher.port.Ports;
import io.byteor.launcher.process.OwnSession;
import io.byteor.launcher.system.RunningSystem;
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

    private final RunningSystem system;
    private final int number;
    private final Endpoint endpoint;
    private final Path log;
    private final HttpClient health = HttpClient.newHttpClient();
    private Process process;

    /** Starts it without waiting. */
    ValidatorProcess(RunningSystem system, int number, Random random) throws IOException {
        Ports ports = new Ports(random);
        this.system = system;
        this.number = number;
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
                        Map.entry(
                                "BYTEOR_VALIDATOR_STATE_DIRECTORY",
                                data.resolve("state-of-" + name()).toString())));
        return validator.start();
    }

    /** Ends in order, so that it leaves no transaction open. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        health.close();
    }
}
