package io.byteor.e2e.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.byteor.cli.Byteor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code byteor incident-bundle push} in a process of its own, so that it can be killed. */
final class PushProcess implements AutoCloseable {
    private final Process process;
    private final Path answer;

    private PushProcess(Process process, Path answer) {
        this.process = process;
        this.answer = answer;
    }

    static PushProcess start(Path bundle, URI url, String token, Path folder) throws IOException {
        Path answer = Files.createTempFile(folder, "push-", ".json");
        ProcessBuilder push = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Byteor.class.getName(),
                "incident-bundle",
                "push",
                bundle.toString(),
                "--url",
                url.toString(),
                "-o",
                "json");
        push.environment().put("BYTEOR_TOKEN", token);
        push.redirectOutput(answer.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        return new PushProcess(push.start(), answer);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** What it says when it has done. */
    JsonNode finish() throws IOException, InterruptedException {
        int code = process.waitFor();
        List<String> lines = Files.readAllLines(answer);
        if (code != 0) {
            throw new IllegalStateException("push ended with " + code + ": " + lines);
        }
        return new ObjectMapper().readTree(lines.getLast());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
