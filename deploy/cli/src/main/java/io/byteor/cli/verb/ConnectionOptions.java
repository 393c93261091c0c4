package io.byteor.cli.verb;

import io.byteor.cli.http.ApiClient;
import io.byteor.launcher.credential.AuditKey;
import io.byteor.launcher.credential.ClientFile;
import io.byteor.launcher.credential.Principal;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which system, and as whom. */
public final class ConnectionOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The services' address. Default: BYTEOR_URL, else the local system's.")
    private @Nullable URI url;

    @ArgGroup
    private @Nullable Identity identity;

    @Mixin
    private DataDirectory data;

    static final class Identity {
        @Option(
                names = "--token",
                paramLabel = "JWT",
                description = "Bearer token. Default: BYTEOR_TOKEN, else the local system's for the verb's usual role.")
        private @Nullable String token;

        @Option(
                names = "--token-file",
                paramLabel = "FILE",
                description = "File with the bearer token. What runs on reads it again, so that it can be replaced.")
        private @Nullable Path tokenFile;

        @Option(
                names = "--as",
                paramLabel = "ROLE",
                description = "Act as the local system's agent, operator, approver, analyst or admin.")
        private @Nullable String role;

        private @Nullable String token() {
            return tokenFile == null ? token : read(tokenFile);
        }

        private static String read(Path file) {
            String token;
            try {
                token = Files.readString(file).strip();
            } catch (IOException e) {
                throw new ByteorException(
                        ErrorCode.UNAUTHENTICATED, "a file with a token, which can be read", "--token-file", file, e);
            }
            if (token.isEmpty()) {
                throw new ByteorException(
                        ErrorCode.UNAUTHENTICATED, "a file with a token, which is not empty", "--token-file", file);
            }
            return token;
        }
    }

    /** A client for the system, as the principal that was asked for or else the usual one. */
    public ApiClient open(Principal usual) {
        return reopening(usual).get();
    }

    /**
     * The same for what runs on: looks each time at the files that address and token are in, and hands out one client for as long as
     * they say the same. Not thread-safe.
     */
    public Supplier<ApiClient> reopening(Principal usual) {
        return new Reopening(() -> connection(usual));
    }

    private Connection connection(Principal usual) {
        return new Surroundings(ClientFile.read(data.ofRunning()), System.getenv())
                .complete(
                        url,
                        identity == null ? null : identity.token(),
                        identity == null ? null : identity.role,
                        usual);
    }

    /** Where the local system keeps the public key of its audit store. */
    public Path auditKey() {
        return AuditKey.verifying(data.ofRunning());
    }
}
