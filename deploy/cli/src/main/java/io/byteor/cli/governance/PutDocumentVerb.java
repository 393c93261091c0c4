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

/** Puts a document under the key that stands in it. */
@Command(name = "put", description = "Register what the file holds.")
final class PutDocumentVerb extends PutVerb {
    private final RegistryKind kind;
    private final String keyMember;

    PutDocumentVerb(RegistryKind kind, String keyMember) {
        this.kind = kind;
        this.keyMember = keyMember;
    }

    @Override
    RegistryEntry put(GovernApi registry, Path file, @Nullable Long revision, CallOptions options) {
        JsonNode document = InputFile.json(file);
        String key = InputFile.name(document, keyMember, file);
        return registry.put(kind, key, document, revision, options);
    }
}
