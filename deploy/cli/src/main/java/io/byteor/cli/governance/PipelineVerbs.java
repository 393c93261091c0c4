package io.byteor.cli.governance;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.RegistryEntry;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.verb.InputFile;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code byteor pipeline put|get}. */
@Command(
        name = "pipeline",
        description = "Put or show a pipeline version, under the hash of its spec.",
        subcommands = {PipelineVerbs.Put.class, PipelineVerbs.Get.class})
public final class PipelineVerbs {

    /** What a version may be used for. */
    enum Status {
        ACTIVE,
        CANDIDATE,
        DEPRECATED,
        WITHDRAWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Command(name = "put", description = "Register the pipeline spec that the file holds.")
    static final class Put extends PutVerb {
        @Option(
                names = "--status",
                paramLabel = "STATUS",
                defaultValue = "active",
                description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private Status status;

        @Override
        RegistryEntry put(GovernApi registry, Path file, @Nullable Long revision, CallOptions options) {
            JsonNode spec = InputFile.json(file);
            return registry.putPipeline(spec, status.toString(), revision, options);
        }
    }

    @Command(name = "get", description = "Show the version as it stands.")
    static final class Get extends GetVerb {
        @Parameters(paramLabel = "HASH", description = "The spec hash, sha256:...")
        private String key;

        Get() {
            super(RegistryKind.PIPELINE);
        }

        @Override
        String key() {
            return key;
        }
    }
}
