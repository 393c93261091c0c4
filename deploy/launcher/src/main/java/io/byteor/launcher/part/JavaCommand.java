package io.byteor.launcher.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for the JVM that this code runs on: small heaps and a quick start before peak speed. */
final class JavaCommand {
    /** More options for every child's JVM, split at blanks; they come last and so win. */
    static final String MORE_OPTIONS = "BYTEOR_CHILD_JAVA_OPTS";

    private static final List<String> QUICK = List.of(
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            // Room for all classes of a part. Each step of the default's has the whole heap collected, which is a
            // quarter of a second's standstill, at the start and once more in full work.
            "-XX:MetaspaceSize=160m",
            // What a part keeps for good would be copied by fifteen collections first, at up to 90 ms each.
            "-XX:MaxTenuringThreshold=4",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** A heap is walked from end to end, over and over: huge pages are looked up, and found taken back by a host, far less often. */
    private static final String HUGE_PAGES = "-XX:+UseTransparentHugePages";

    /** Peak speed is worth its compiler only where hashing is most of the work: SHA-256 is an intrinsic of the second one. */
    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    private JavaCommand() {}

    /** The program itself, links resolved: as the system names the running process. */
    static Path executable() {
        try {
            return Path.of(System.getProperty("java.home"), "bin", "java").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param data by which a process is told from that of another system */
    static List<String> of(Part part, Path data, int heapMib, List<String> flags, List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(executable().toString());
        command.add("-Dbyteor.part=" + part.label());
        command.add("-Dbyteor.data=" + data);
        command.add("-Xmx%dm".formatted(heapMib));
        command.addAll(QUICK);
        if ("Linux".equals(System.getProperty("os.name"))) { // no other JVM knows the option
            command.add(HUGE_PAGES);
        }
        if (part != Part.INGEST) {
            command.add(FIRST_COMPILER_ONLY);
        }
        command.addAll(flags);
        for (String option : System.getenv().getOrDefault(MORE_OPTIONS, "").split(" ", -1)) {
            if (!option.isBlank()) {
                command.add(option);
            }
        }
        command.addAll(program);
        return List.copyOf(command);
    }
}
