package io.byteor.launcher.system;

import io.byteor.backends.BackendFailure;
import io.byteor.launcher.LaunchFailure;
import io.byteor.launcher.front.FrontLimits;
import io.byteor.launcher.part.Part;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The launcher as a process in the background: {@code HOME DATA PORT|any PART...}. It stops on SIGTERM; exit code 1: did not come up. */
public final class LauncherMain {
    static final String ANY = "any";
    private static final int DID_NOT_START = 1;

    private LauncherMain() {}

    public static void main(String[] arguments) {
        LaunchSettings settings = new LaunchSettings(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                arguments[2].equals(ANY) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(arguments[2])),
                Arrays.stream(arguments).skip(3).map(Part::ofLabel).collect(Collectors.toSet()),
                FrontLimits.of(System.getenv()),
                Map.of());
        try {
            Launcher.up(settings, System.out::println);
        } catch (LaunchFailure | BackendFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(DID_NOT_START);
        }
        Launcher.awaitEnd();
    }
}
