package io.byteor.cli.verb;

import io.byteor.backends.BackendFailure;
import io.byteor.cli.http.ApiException;
import io.byteor.cli.http.NoAnswerException;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.OutputFormat;
import io.byteor.launcher.LaunchFailure;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The one place where what went wrong becomes a line, a problem document and an exit code. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        Console console = Verb.console(command.getCommandSpec(), format(parsed.originalArgs()));
        return switch (failure) {
            case ApiException refused -> failed(console, refused.problem(), ExitCode.ofStatus(refused.status()));
            case NoAnswerException silent -> failed(console, silent.problem(), ExitCode.NO_ANSWER);
            case ByteorException refused ->
                failed(
                        console,
                        refused.problem(),
                        ExitCode.ofStatus(refused.code().status()));
            case LaunchFailure launch -> failed(console, problem(ErrorCode.UNAVAILABLE, launch), ExitCode.NO_ANSWER);
            case BackendFailure backend -> failed(console, problem(ErrorCode.UNAVAILABLE, backend), ExitCode.NO_ANSWER);
            case UncheckedIOException unreadable ->
                failed(console, problem(ErrorCode.REQUEST_INVALID, unreadable), ExitCode.USAGE);
            default -> fault(console, failure, command);
        };
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        Console console = Verb.console(command.getCommandSpec(), format(List.of(args)));
        console.progress("See `%s --help`.".formatted(command.getCommandSpec().qualifiedName()));
        return failed(console, problem(ErrorCode.REQUEST_INVALID, failure), ExitCode.USAGE);
    }

    private static int fault(Console console, Exception failure, CommandLine command) {
        failure.printStackTrace(command.getErr());
        return failed(console, problem(ErrorCode.INTERNAL, failure), ExitCode.FAULT);
    }

    private static int failed(Console console, Problem problem, ExitCode code) {
        console.failure(problem);
        return code.value();
    }

    private static Problem problem(ErrorCode code, Exception failure) {
        String message = failure.getMessage();
        return Problem.of(code, message == null ? failure.getClass().getSimpleName() : message, null, null);
    }

    /** What was asked for, also where the rest of the command line could not be understood. */
    private static OutputFormat format(List<String> args) {
        String line = " " + String.join(" ", args).toLowerCase(Locale.ROOT).replace("--output", "-o") + " ";
        return line.contains(" -o json ") || line.contains(" -o=json ") || line.contains(" -ojson ")
                ? OutputFormat.JSON
                : OutputFormat.TEXT;
    }
}
