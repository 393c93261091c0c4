package io.byteor.cli.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.verb.DataDirectory;
import io.byteor.cli.verb.Verb;
import io.byteor.launcher.system.Launcher;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the system; nothing to stop is no failure. */
@Command(name = "down", description = "Stop the system, also what a killed launcher left behind. The data stays.")
public final class DownVerb extends Verb {
    @Mixin
    private DataDirectory directory;

    @Override
    protected ExitCode run(Console console) {
        Path data = directory.ofRunning();
        boolean stopped = Launcher.down(data, console::progress);
        console.answer(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("data", data.toString())
                        .put("stopped", stopped),
                List.of(stopped ? "Stopped; the data stays in " + data : "Nothing runs with its data in " + data));
        return ExitCode.OK;
    }
}
