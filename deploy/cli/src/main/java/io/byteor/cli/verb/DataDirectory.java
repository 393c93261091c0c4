package io.byteor.cli.verb;

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

    public Path path() {
        return data == null
                ? home().resolve(".byteor").resolve("data")
                : data.toAbsolutePath().normalize();
    }
}
