package io.byteor.cli.verb;

import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.OutputFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One thing the command line does. Failures are thrown and become exit codes in one place, {@link Failures}. */
public abstract class Verb implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json: the answer on the last line of standard output. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format;

    /** Does it. */
    protected abstract ExitCode run(Console console);

    @Override
    public final Integer call() {
        return run(console(spec, format)).value();
    }

    static Console console(CommandSpec spec, OutputFormat format) {
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr(), format);
    }
}
