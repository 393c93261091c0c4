package io.byteor.cli.verb;

import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.launcher.credential.Principal;
import picocli.CommandLine.Mixin;

/** A verb that asks the services, as its usual principal unless the command line says otherwise. */
public abstract class ClientVerb extends Verb {
    @Mixin
    private ConnectionOptions connection;

    private final Principal usual;

    protected ClientVerb(Principal usual) {
        this.usual = usual;
    }

    /** The role as which it asks unless told otherwise. */
    public final String usualRole() {
        return usual.role();
    }

    protected abstract ExitCode run(ApiClient client, Console console);

    @Override
    protected final ExitCode run(Console console) {
        return run(connection.open(usual), console);
    }
}
