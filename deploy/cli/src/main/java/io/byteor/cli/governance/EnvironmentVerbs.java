package io.byteor.cli.governance;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.RegistryEntry;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.verb.InputFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code byteor environment put|get}. */
@Command(
        name = "environment",
        description = "Put or show an environment: its posture, limits and targets.",
        subcommands = {EnvironmentVerbs.Put.class, EnvironmentVerbs.Get.class})
public final class EnvironmentVerbs {

    @Command(name = "put", description = "Register what the file holds.")
    static final class Put extends PutVerb {
        @Override
        RegistryEntry put(GovernApi registry, Path file, @Nullable Long revision, CallOptions options) {
            JsonNode document = InputFile.json(file);
            String key = InputFile.name(document, "name", file);
            return registry.put(RegistryKind.ENVIRONMENT, key, document, revision, options);
        }
    }

    @Command(name = "get", description = "Show the entry as it stands.")
    static final class Get extends GetVerb {
        @Parameters(paramLabel = "NAME")
        private String key;

        Get() {
            super(RegistryKind.ENVIRONMENT);
        }

        @Override
        String key() {
            return key;
        }
    }
}
