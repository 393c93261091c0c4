package io.byteor.launcher.part;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How one part is started.
 *
 * @param executable the program's real path, by which its process is told later
 * @param environment beside what it inherits
 * @param adjustment what of it every installation does not have
 * @param cache its ahead-of-time cache
 */
public record PartCommand(
        Part part,
        Path executable,
        List<String> command,
        Map<String, String> environment,
        Adjustment adjustment,
        AotCache cache) {

    public PartCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
