package io.byteor.e2e.stage;

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

/** A service beside the one of the system. What makes it another is in its environment. Not thread-safe. */
public final class Sibling implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final RunningSystem system;
    private final String name;
    private final String module;
    private final Map<String, String> environment;
    private final Endpoint endpoint;
    private final Path log;
    private final HttpClient health = HttpClient.newHttpClient();
    private Process process;

    /**
     * Starts it without waiting.
     *
     * @param name of its log
     * @param module folder of the built service in the installation
     * @param environment variables of its own, beyond what every service gets
     */
    public Sibling(RunningSystem system, String name, String module, Map<String, String> environment, Random random)
            throws IOException {
        Ports ports = new Ports(random);
        this.system = system;
        this.name = name;
        this.module = module;
        this.environment = Map.copyOf(environment);
        this.endpoint = new Endpoint(ports.free(), ports.free());
        this.log = system.settings().log(name);
        Files.createDirectories(log.getParent());
        this.process = start();
    }

    public URI url() {
        return URI.create("http://" + endpoint.address());
    }

    public String name() {
        return name;
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** From the beginning, after it was killed, without waiting until it serves. */
    public void restart() throws IOException {
        process = start();
    }

    public void awaitServing() throws InterruptedException {
        Readiness readiness = new Readiness.HealthCheck(endpoint, health);
        long deadline = System.nanoTime() + START.toNanos();
        while (!readiness.serves()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " does not serve; its log is " + log);
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private Process start() throws IOException {
        Path jar = system.settings().home().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        ProcessBuilder service = OwnSession.command(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        jar.toString()),
                system.settings().data(),
                log);
        service.environment()
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
                        Map.entry("MP_JWT_VERIFY_AUDIENCES", TokenIssuer.AUDIENCE)));
        service.environment().putAll(environment);
        return service.start();
    }

    /** Ends in order, so that it leaves no transaction open. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        health.close();
    }
}
