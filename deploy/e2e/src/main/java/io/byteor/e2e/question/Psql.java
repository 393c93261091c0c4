package io.byteor.e2e.question;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** One psql that stays connected and answers statement after statement. Not thread-safe. */
final class Psql implements AutoCloseable {
    private static final String END = "--answered--";

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    private Psql(Process process) {
        this.process = process;
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** A session; empty where there is no psql on the path. */
    static Optional<Psql> open(String url, String user) {
        try {
            return Optional.of(
                    new Psql(new ProcessBuilder(List.of("psql", "-X", "-q", "-A", "-t", "-U", user, "-d", url))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start()));
        } catch (IOException _) {
            // The one thing that goes wrong before there is a process.
            return Optional.empty();
        }
    }

    /** Runs a statement and reads all that it answers. */
    void ask(String sql) throws IOException {
        in.write(sql + ";\n\\echo " + END + "\n");
        in.flush();
        String line = out.readLine();
        while (!END.equals(line)) {
            if (line == null) {
                throw new IOException("psql ended");
            }
            line = out.readLine();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
        process.destroy();
    }
}
