package io.byteor.cli.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.verb.DataDirectory;
import io.byteor.cli.verb.Verb;
import io.byteor.launcher.system.SystemStatus;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what runs where; 0 when all of it is there and ready, else 1. */
@Command(name = "status", description = "Show what runs where, and whether it is ready; 1 unless all of it is.")
public final class StatusVerb extends Verb {
    @Mixin
    private DataDirectory directory;

    @Override
    protected ExitCode run(Console console) {
        Path data = directory.ofRunning();
        Optional<SystemStatus> found = SystemStatus.of(data);
        if (found.isEmpty()) {
            ObjectNode nothing = JsonNodeFactory.instance
                    .objectNode()
                    .put("data", data.toString())
                    .put("healthy", false);
            nothing.putArray("parts");
            console.answer(nothing, List.of("Nothing runs with its data in " + data));
            return ExitCode.SAID_NO;
        }
        SystemStatus status = found.get();
        List<String> lines = new ArrayList<>(SystemTable.lines(status, ZoneId.systemDefault()));
        lines.add("Front: %s  Data: %s".formatted(status.url(), data));
        console.answer(SystemTable.json(status), lines);
        return status.isHealthy() ? ExitCode.OK : ExitCode.SAID_NO;
    }
}
