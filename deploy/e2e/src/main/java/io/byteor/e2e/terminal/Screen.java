package io.byteor.e2e.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.byteor.cli.Byteor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/** How one command line ended, and what it printed. */
public record Screen(int exitCode, String out, String err) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Runs the command line in this process. */
    public static Screen of(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Byteor.run(
                new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments.toArray(String[]::new));
        return new Screen(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** The answer of a command line with {@code -o json}. */
    public JsonNode lastLine() {
        List<String> lines = out.strip().lines().toList();
        try {
            return MAPPER.readTree(lines.getLast());
        } catch (IOException e) {
            throw new UncheckedIOException(toString(), e);
        }
    }
}
