package io.byteor.cli;

import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.approval.ApprovalVerbs;
import io.byteor.cli.audit.AuditVerbs;
import io.byteor.cli.capture.IncidentBundleVerbs;
import io.byteor.cli.demo.DemoVerb;
import io.byteor.cli.escalation.EscalationVerbs;
import io.byteor.cli.governance.RegistryVerbs;
import io.byteor.cli.incident.BundleVerbs;
import io.byteor.cli.incident.IncidentVerbs;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.replay.ReplayVerbs;
import io.byteor.cli.system.DownVerb;
import io.byteor.cli.system.StatusVerb;
import io.byteor.cli.system.UpVerb;
import io.byteor.cli.verb.Failures;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code byteor} command. Exit codes are those of {@link ExitCode}, for every verb. */
@Command(
        name = "byteor",
        description = "ByteOr Replay: from a captured incident to a governed, audited replay.",
        subcommands = {
            UpVerb.class,
            StatusVerb.class,
            DownVerb.class,
            IncidentBundleVerbs.class,
            ReplayVerbs.class,
            ApprovalVerbs.class,
            EscalationVerbs.class,
            IncidentVerbs.class,
            BundleVerbs.class,
            AuditVerbs.class
        })
public final class Byteor {
    // Held, because a logger that nobody holds forgets its level. A client of Kafka tells its whole configuration at
    // each
    // start.
    private static final Logger KAFKA_CLIENT = Logger.getLogger("org.apache.kafka");

    private Byteor() {}

    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    /** Runs one command line and answers its exit code; standard streams are left alone. */
    public static int run(PrintStream out, PrintStream err, String... args) {
        KAFKA_CLIENT.setLevel(Level.SEVERE);
        return commandLine()
                .setOut(writer(out))
                .setErr(writer(err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(new Failures())
                .execute(args);
    }

    /** The verbs with what they take. */
    public static CommandLine commandLine() {
        CommandLine command = new CommandLine(new Byteor());
        Stream.of(RegistryKind.values()).map(RegistryVerbs::of).forEach(command::addSubcommand);
        command.addSubcommand(new DemoVerb(Byteor::run));
        describe(command);
        command.getCommandSpec().usageMessage().footer(withEntryScript(ExitCode.helpFooter()));
        return command;
    }

    /** Help for every verb, ending with the exit codes. */
    private static void describe(CommandLine command) {
        command.getCommandSpec()
                .mixinStandardHelpOptions(true)
                .version("byteor " + Version.text())
                .usageMessage()
                .footer(ExitCode.helpFooter());
        command.getSubcommands().values().forEach(Byteor::describe);
    }

    /** What the entry script does itself stands beside the verbs, since nobody sees the seam. */
    private static String[] withEntryScript(String... footer) {
        return Stream.concat(
                        Stream.of(
                                "",
                                "Of the entry script:",
                                "  test             Build everything and run the whole suite.",
                                "  prove [NAME]     Run one acceptance proof at full size; without a name, list them.",
                                "  bench [NAME]     Run one benchmark against its peers; without a name, list them."),
                        Stream.of(footer))
                .toArray(String[]::new);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
