package io.byteor.launcher.process;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processes in a session of their own, where the system has {@code setsid}: a terminal's Ctrl-C reaches its whole foreground
 * group, and would end children at once and in no order.
 */
public final class OwnSession {
    private static final Optional<Path> SETSID = onPath("setsid");
    private static final File NOTHING = new File("/dev/null");

    private OwnSession() {}

    /** A process that reads nothing and whose output goes to the log; setsid replaces itself, so the pid is the program's. */
    public static ProcessBuilder command(List<String> command, Path directory, Path log) {
        List<String> whole = new ArrayList<>();
        SETSID.ifPresent(setsid -> whole.add(setsid.toString()));
        whole.addAll(command);
        return new ProcessBuilder(whole)
                .directory(directory.toFile())
                .redirectInput(Redirect.from(NOTHING))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
    }

    private static Optional<Path> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
