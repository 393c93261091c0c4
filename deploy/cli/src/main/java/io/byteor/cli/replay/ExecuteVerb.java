package io.byteor.cli.replay;

import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.output.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Walks the records through the pipeline and applies their effects, each once. */
@Command(name = "execute", description = "Replay with effects on the environment's targets.")
final class ExecuteVerb extends RequestVerb {
    @Mixin
    private ExecuteOptions execute;

    @Override
    ReplayRequest request(GovernApi govern, Console console) {
        return execute.execute();
    }
}
