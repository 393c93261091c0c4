package io.byteor.cli.replay;

import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.api.ReplayRequest.Mode;
import io.byteor.cli.output.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Walks the records through the pipeline and records what would happen. */
@Command(name = "dry-run", description = "Replay without effects: what would be done, and how it compares.")
final class DryRunVerb extends RequestVerb {
    @Mixin
    private RequestOptions request;

    @Mixin
    private Candidate candidate;

    @Override
    ReplayRequest request(GovernApi govern, Console console) {
        return request.request(Mode.DRY_RUN, candidate.hash(govern, console), null);
    }
}
