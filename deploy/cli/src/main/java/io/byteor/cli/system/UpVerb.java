package io.byteor.cli.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.verb.DataDirectory;
import io.byteor.cli.verb.Verb;
import io.byteor.launcher.LaunchFailure;
import io.byteor.launcher.system.Detached;
import io.byteor.launcher.system.LaunchSettings;
import io.byteor.launcher.system.Launcher;
import io.byteor.launcher.system.SystemStatus;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the system, and stays with it unless told to leave it in the background. */
@Command(name = "up", description = "Start the whole system on this machine; Ctrl-C stops it in order.")
public final class UpVerb extends Verb {
    private static final double NANOS = 1e9;

    @Option(names = "--detach", description = "Return when all is healthy and leave the system in the background.")
    private boolean detach;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The one port for all HTTP. Default: 8080, or another where that is taken.")
    private @Nullable Integer port;

    @Mixin
    private DataDirectory directory;

    @Override
    protected ExitCode run(Console console) {
        long begun = System.nanoTime();
        LaunchSettings settings = settings();
        if (detach) {
            Detached.up(settings, console::progress);
        } else {
            Launcher.up(settings, console::progress);
        }
        double seconds = (System.nanoTime() - begun) / NANOS;
        SystemStatus status = SystemStatus.of(settings.data())
                .orElseThrow(() -> new LaunchFailure("the system that came up is gone again"));
        print(status, seconds, console);
        if (!detach) {
            Launcher.awaitEnd();
        }
        return ExitCode.OK;
    }

    private LaunchSettings settings() {
        OptionalInt asked = port == null ? OptionalInt.empty() : OptionalInt.of(port);
        try {
            return new LaunchSettings(DataDirectory.home(), directory.path(), asked);
        } catch (IllegalArgumentException e) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, String.valueOf(e.getMessage()), "--port", port, e);
        }
    }

    private void print(SystemStatus status, double seconds, Console console) {
        List<String> lines = new ArrayList<>(SystemTable.lines(status, ZoneId.systemDefault()));
        lines.add(String.format(
                Locale.ROOT, "All healthy after %.1f s. Front: %s  Data: %s", seconds, status.url(), status.data()));
        lines.add(detach ? "Stop it by `byteor down`." : "Ctrl-C stops it.");
        ObjectNode json = SystemTable.json(status).put("healthyAfterSeconds", seconds);
        console.answer(json, lines);
    }
}
