package io.byteor.cli.replay;

import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.output.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Walks the records through the pipeline and records what would happen. */
@Command(name = "dry-run", description = "Replay without effects: what would be done, and how it compares.")
final class DryRunVerb extends RequestVerb {
    @Mixin
    private RequestOptions request;

    @Option(
            names = "--candidate",
            paramLabel = "SPEC",
            description =
                    "Walk this spec instead of the bundle's: a file, which is registered as a candidate first, or the"
                            + " hash of a registered version.")
    private @Nullable String candidate;

    @Override
    ReplayRequest request(GovernApi govern, Console console) {
        return request.dryRun(candidate == null ? null : Candidate.hash(candidate, govern, console));
    }
}
