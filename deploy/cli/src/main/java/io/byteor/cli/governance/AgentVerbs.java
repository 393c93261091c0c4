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

/** {@code byteor agent put|get}. */
@Command(
        name = "agent",
        description = "Put or show an agent: its environment and deployment.",
        subcommands = {AgentVerbs.Put.class, AgentVerbs.Get.class})
public final class AgentVerbs {

    @Command(name = "put", description = "Register what the file holds.")
    static final class Put extends PutVerb {
        @Override
        RegistryEntry put(GovernApi registry, Path file, @Nullable Long revision, CallOptions options) {
            JsonNode document = InputFile.json(file);
            String key = InputFile.name(document, "agent", file);
            return registry.put(RegistryKind.AGENT, key, document, revision, options);
        }
    }

    @Command(name = "get", description = "Show the entry as it stands.")
    static final class Get extends GetVerb {
        @Parameters(paramLabel = "ID")
        private String key;

        Get() {
            super(RegistryKind.AGENT);
        }

        @Override
        String key() {
            return key;
        }
    }
}
