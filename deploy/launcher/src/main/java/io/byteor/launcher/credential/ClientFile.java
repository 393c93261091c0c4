package io.byteor.launcher.credential;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.byteor.launcher.LaunchFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a client on this machine needs, in {@code client.json} of the data directory.
 *
 * @param url the front port
 * @param bootstrapServers of the broker
 * @param registry the registry's core API
 * @param database JDBC URL
 * @param tokens by role
 */
public record ClientFile(URI url, String bootstrapServers, URI registry, String database, Map<String, String> tokens) {
    private static final JsonMapper MAPPER = new JsonMapper();

    public ClientFile {
        tokens = Map.copyOf(tokens);
    }

    public static Path in(Path data) {
        return data.resolve("client.json");
    }

    /** Readable by its owner alone. */
    public void write(Path data) {
        try {
            PrivateFile.write(in(data), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (IOException e) {
            throw new LaunchFailure("%s cannot be written".formatted(in(data)), e);
        }
    }

    /** Empty where no system was ever started on this directory. */
    public static Optional<ClientFile> read(Path data) {
        Path file = in(data);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(file.toFile(), ClientFile.class));
        } catch (IOException e) {
            throw new LaunchFailure("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The same with these tokens. */
    public ClientFile with(Map<Principal, String> fresh) {
        return new ClientFile(url, bootstrapServers, registry, database, byRole(fresh));
    }

    /** Tokens by role, from those of the principals. */
    public static Map<String, String> byRole(Map<Principal, String> tokens) {
        Map<String, String> byRole = new TreeMap<>();
        tokens.forEach((principal, token) -> byRole.put(principal.role(), token));
        return byRole;
    }

    /** Leaves the tokens out. */
    @Override
    public String toString() {
        return "ClientFile[url=%s, roles=%s]".formatted(url, tokens.keySet());
    }
}
