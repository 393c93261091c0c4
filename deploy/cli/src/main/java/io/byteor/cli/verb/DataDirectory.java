package io.byteor.cli.verb;

import io.byteor.launcher.state.RunFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --data}: the data directory of a system on this machine. */
public final class DataDirectory {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory of the local system. Default: .byteor/data of the installation.")
    private @Nullable Path data;

    /** The installation's folder, as the entry script names it; else the working directory. */
    public static Path home() {
        return Path.of(System.getProperty("byteor.home", "")).toAbsolutePath().normalize();
    }

    /** Where the demo keeps its data. */
    public static Path demo() {
        return home().resolve(".byteor").resolve("demo");
    }

    public Path path() {
        return data == null ? usual() : data.toAbsolutePath().normalize();
    }

    /** Of a system that runs: where none is named, the usual one, or the demo's while only that one is up. */
    public Path ofRunning() {
        return data == null && !isUp(usual()) && isUp(demo()) ? demo() : path();
    }

    private static Path usual() {
        return home().resolve(".byteor").resolve("data");
    }

    private static boolean isUp(Path directory) {
        return new RunFile(directory).exists();
    }
}
