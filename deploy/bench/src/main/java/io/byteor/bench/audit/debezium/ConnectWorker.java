package io.byteor.bench.audit.debezium;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.byteor.bench.NotInstalledException;
import io.byteor.launcher.port.Ports;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kafka Connect, standalone, in a process of its own, with Debezium's class path before ours. Connectors come and go by its HTTP
 * interface while the process stays, so that it is warm as the sink is. Not thread-safe.
 */
final class ConnectWorker implements AutoCloseable {
    private static final Path CLASS_PATH = Path.of("deploy", "bench", "target", "debezium.classpath");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int LEAST_ERROR = 400;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final URI address;

    private ConnectWorker(Process process, Path log, URI address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /**
     * Starts it; returns when it serves.
     *
     * @param home the installation
     * @throws NotInstalledException if nobody resolved the class path
     */
    static ConnectWorker start(Path home, Path folder, String bootstrapServers)
            throws IOException, InterruptedException, NotInstalledException {
        Path classPath = home.resolve(CLASS_PATH);
        if (!Files.exists(classPath)) {
            throw new NotInstalledException("Debezium is not there; `byteor bench audit` fetches it");
        }
        URI address = URI.create("http://%s:%d".formatted(Ports.HOST, new Ports(new SecureRandom()).free()));
        Files.createDirectories(folder);
        Path settings = Files.write(folder.resolve("worker.properties"), worker(bootstrapServers, address, folder));
        Path log = folder.resolve("connect.log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-Xmx%dm".formatted(DebeziumSink.HEAP_MIB), "-XX:+UseSerialGC", "-cp"));
        command.add(Files.readString(classPath).strip() + File.pathSeparator + System.getProperty("java.class.path"));
        command.addAll(List.of("org.apache.kafka.connect.cli.ConnectStandalone", settings.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ConnectWorker worker = new ConnectWorker(process, log, address);
        try {
            worker.awaitServing();
            return worker;
        } catch (IOException | InterruptedException e) {
            worker.close();
            throw e;
        }
    }

    /** What lets it take much at once. */
    private static List<String> worker(String bootstrapServers, URI address, Path folder) {
        return List.of(
                "bootstrap.servers=" + bootstrapServers,
                "listeners=" + address,
                "key.converter=org.apache.kafka.connect.storage.StringConverter",
                "value.converter=" + ActionConverter.class.getName(),
                "offset.storage.file.filename=" + folder.resolve("offsets"),
                "plugin.discovery=service_load",
                "connector.client.config.override.policy=All",
                "consumer.isolation.level=read_committed",
                "consumer.max.partition.fetch.bytes=8388608",
                "consumer.fetch.min.bytes=1000000");
    }

    private void awaitServing() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!serves()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Kafka Connect does not serve: " + Files.readString(log));
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private boolean serves() throws IOException, InterruptedException {
        requireAlive();
        try {
            return call("GET", "/connectors", null).statusCode() < LEAST_ERROR;
        } catch (ConnectException e) {
            return false;
        }
    }

    private void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("Kafka Connect ended: " + Files.readString(log));
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    void add(String connector, Map<String, String> settings) throws IOException, InterruptedException {
        String body = json.writeValueAsString(Map.of("name", connector, "config", settings));
        require(call("POST", "/connectors", body));
    }

    void remove(String connector) throws IOException, InterruptedException {
        require(call("DELETE", "/connectors/" + connector, null));
    }

    /** @throws IOException if a task of the connector has failed, with its story */
    void requireWorking(String connector) throws IOException, InterruptedException {
        requireAlive();
        HttpResponse<String> answer = call("GET", "/connectors/" + connector + "/status", null);
        JsonNode status = json.readTree(answer.body());
        for (JsonNode task : status.path("tasks")) {
            if (task.path("state").asText().equals("FAILED")) {
                throw new IOException("Debezium failed: " + task.path("trace").asText());
            }
        }
    }

    private static void require(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= LEAST_ERROR) {
            throw new IOException("Kafka Connect answers %d: %s".formatted(answer.statusCode(), answer.body()));
        }
    }

    private HttpResponse<String> call(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        process.onExit().join();
    }
}
