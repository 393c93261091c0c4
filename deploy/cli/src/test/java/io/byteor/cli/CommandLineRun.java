package io.byteor.cli;

import io.byteor.cli.http.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** One command line against scripted services: its exit code and what it printed. */
record CommandLineRun(int exitCode, List<String> out, List<String> err) {

    static CommandLineRun of(ScriptedServer server, String... args) {
        return plain(
                Stream.concat(Stream.of(args), Stream.of("--url", server.url().toString(), "--token", "t"))
                        .toArray(String[]::new));
    }

    static CommandLineRun plain(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Byteor.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
        return new CommandLineRun(code, lines(out), lines(err));
    }

    String lastLine() {
        return out.getLast();
    }

    private static List<String> lines(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
