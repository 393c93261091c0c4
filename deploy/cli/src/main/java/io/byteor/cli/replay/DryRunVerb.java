package io.byteor.cli.replay;

import io.byteor.cli.api.ReplayRequest;
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
            paramLabel = "HASH",
            description = "Walk this registered version instead of the bundle's.")
    private @Nullable String candidate;

    @Override
    ReplayRequest request() {
        return request.dryRun(candidate);
    }
}
