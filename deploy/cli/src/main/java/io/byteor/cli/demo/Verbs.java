package io.byteor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.output.ExitCode;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the command line's verbs on one system, as a person would who asks for JSON. */
final class Verbs {
    private final CommandLine commandLine;
    private final Path data;

    Verbs(CommandLine commandLine, Path data) {
        this.commandLine = commandLine;
        this.data = data;
    }

    /** The answer of a verb on the system. */
    JsonNode ask(String... arguments) {
        return expect(ExitCode.OK, arguments);
    }

    /** The answer of a verb on the system that ends with this code. */
    JsonNode expect(ExitCode expected, String... arguments) {
        List<String> whole = new ArrayList<>(List.of(arguments));
        whole.addAll(List.of("--data", data.toString()));
        return run(expected, whole, arguments);
    }

    /** The answer of a verb that needs no system. */
    JsonNode alone(String... arguments) {
        return run(ExitCode.OK, List.of(arguments), arguments);
    }

    private JsonNode run(ExitCode expected, List<String> arguments, String... shown) {
        List<String> whole = new ArrayList<>(arguments);
        whole.addAll(List.of("-o", "json"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = commandLine.run(print(out), print(err), whole.toArray(String[]::new));
        String answer = lastLine(out.toString(StandardCharsets.UTF_8));
        if (code != expected.value()) {
            throw new ByteorException(
                    ErrorCode.INTERNAL,
                    "`byteor %s` ended with exit code %d, not %d: %s%s"
                            .formatted(
                                    String.join(" ", shown),
                                    code,
                                    expected.value(),
                                    err.toString(StandardCharsets.UTF_8),
                                    answer));
        }
        return CanonicalJson.parse(answer.getBytes(StandardCharsets.UTF_8), "byteor " + shown[0]);
    }

    private static String lastLine(String text) {
        List<String> lines = text.strip().lines().toList();
        return lines.isEmpty() ? "" : lines.getLast();
    }

    private static PrintStream print(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }
}
