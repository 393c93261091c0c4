package io.byteor.cli.governance;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.RegistryEntry;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.verb.InputFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts a pipeline version under the hash of its spec. */
@Command(name = "put", description = "Register the pipeline spec that the file holds.")
final class PutPipelineVerb extends PutVerb {
    @Option(
            names = "--status",
            paramLabel = "STATUS",
            defaultValue = "active",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private PipelineStatus status;

    @Override
    RegistryEntry put(GovernApi registry, Path file, @Nullable Long revision, CallOptions options) {
        JsonNode spec = InputFile.json(file);
        return registry.putPipeline(spec, status.toString(), revision, options);
    }
}
