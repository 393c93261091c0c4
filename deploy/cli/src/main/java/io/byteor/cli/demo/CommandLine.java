package io.byteor.cli.demo;

import java.io.PrintStream;

/** A whole command line: standard output, standard error, arguments; answers the exit code. */
@FunctionalInterface
public interface CommandLine {
    int run(PrintStream out, PrintStream err, String... arguments);
}
