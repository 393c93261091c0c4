package io.byteor.e2e.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.byteor.cli.Byteor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Runs the command line in this process and keeps what it prints. */
final class Terminal {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** How one command line ended. */
    record Screen(int exitCode, String out, String err) {
        JsonNode lastLine() {
            List<String> lines = out.strip().lines().toList();
            try {
                return MAPPER.readTree(lines.getLast());
            } catch (IOException e) {
                throw new UncheckedIOException(this.toString(), e);
            }
        }
    }

    Screen run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Byteor.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
        return new Screen(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Processes below this one that are parts of a system. */
    static Stream<ProcessHandle> parts() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("-Dbyteor.part="))
                        .isPresent())
                .filter(process -> ProcessHandle.current()
                        .descendants()
                        .anyMatch(descendant -> descendant.pid() == process.pid()));
    }
}
