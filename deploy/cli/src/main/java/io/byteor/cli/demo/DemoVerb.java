package io.byteor.cli.demo;

import io.byteor.cli.demo.kafka.TargetTopic;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.OutputFormat;
import io.byteor.cli.system.SystemTable;
import io.byteor.cli.verb.DataDirectory;
import io.byteor.cli.verb.Verb;
import io.byteor.launcher.credential.Principal;
import io.byteor.launcher.system.LaunchSettings;
import io.byteor.launcher.system.Launcher;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.launcher.system.SystemStatus;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings a fresh system up, walks one incident through it, and leaves it up to be looked at, or not. */
@Command(
        name = "demo",
        description = "Walk one incident from capture to verified audit, on a fresh system with real backends.")
public final class DemoVerb extends Verb {
    @Option(names = "--exit", description = "Stop the system when the walk is done.")
    private boolean exit;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory, wiped first if an earlier demo used it. Default: .byteor/demo.")
    private @Nullable Path data;

    @Option(names = "--port", paramLabel = "N", description = "Front port. Default: 8080, or another if it is taken.")
    private @Nullable Integer port;

    private final CommandLine commandLine;

    /** @param commandLine the whole command line, whose other verbs the demo is made of */
    public DemoVerb(CommandLine commandLine) {
        this.commandLine = commandLine;
    }

    @Override
    protected ExitCode run(Console console) {
        DemoDirectory directory =
                DemoDirectory.fresh(data == null ? DataDirectory.demo() : data.toAbsolutePath(), console::progress);
        LaunchSettings settings = new LaunchSettings(
                DataDirectory.home(), directory.data(), port == null ? OptionalInt.empty() : OptionalInt.of(port));
        Story story = new Story(told(console), System::nanoTime);
        DemoResult result;
        List<String> surprises;
        try (RunningSystem system = Launcher.up(settings, console::progress)) {
            story.step(
                    "Started %d processes; all HTTP at %s"
                            .formatted(
                                    system.state().parts().size(),
                                    system.client().url()),
                    "byteor status");
            TargetTopic target = new TargetTopic(system.client().bootstrapServers(), Walk.TOPIC);
            result = new Walk(new Verbs(commandLine, directory.data()), directory, target, story).walk();
            surprises = result.surprises();
            surprises.forEach(surprise -> console.progress("NOT AS EXPECTED  " + surprise));
            if (!exit) {
                console.answer(result.json(), onward(system, surprises));
                Launcher.awaitEnd();
            }
        }
        if (exit) {
            console.answer(result.json(), ending(surprises)); // after all that the stop had to say
        }
        return surprises.isEmpty() ? ExitCode.OK : ExitCode.SAID_NO;
    }

    /** The steps are the answer in text; beside a JSON answer they go where they do not disturb it. */
    private static Consumer<String> told(Console console) {
        return console.format() == OutputFormat.JSON ? console::progress : console::line;
    }

    private static List<String> ending(List<String> surprises) {
        return List.of(
                surprises.isEmpty()
                        ? "All as expected. The system is stopped."
                        : "Not all was as expected; see above.");
    }

    private static List<String> onward(RunningSystem system, List<String> surprises) {
        List<String> lines = new ArrayList<>();
        SystemStatus.of(system.settings().data())
                .ifPresent(status -> lines.addAll(SystemTable.lines(status, ZoneId.systemDefault())));
        lines.add(surprises.isEmpty() ? "All as expected." : "Not all was as expected; see above.");
        lines.add("HTTP %s   Kafka %s   registry %s   database %s"
                .formatted(
                        system.client().url(),
                        system.client().bootstrapServers(),
                        system.client().registry(),
                        system.client().database()));
        lines.add("Tokens, good for 30 days:");
        for (Principal principal : Principal.values()) {
            lines.add("  %-8s  %-11s  %s"
                    .formatted(
                            principal.role(),
                            principal.subject(),
                            system.settings().data().resolve("credentials").resolve(principal.role() + ".jwt")));
        }
        lines.add("  curl -H \"Authorization: Bearer $(cat %s/credentials/analyst.jwt)\" %s/audit/v1/replays"
                .formatted(system.settings().data(), system.client().url()));
        lines.add("The system stays up; in another terminal every `byteor` verb finds it. Ctrl-C stops it.");
        return lines;
    }
}
