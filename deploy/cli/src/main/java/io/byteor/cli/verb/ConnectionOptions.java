package io.byteor.cli.verb;

import io.byteor.cli.http.ApiClient;
import io.byteor.launcher.credential.AuditKey;
import io.byteor.launcher.credential.ClientFile;
import io.byteor.launcher.credential.Principal;
import java.net.URI;
import java.nio.file.Path;
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
                names = "--as",
                paramLabel = "ROLE",
                description = "Act as the local system's agent, operator, approver, analyst or admin.")
        private @Nullable String role;
    }

    /** A client for the system, as the principal that was asked for or else the usual one. */
    public ApiClient open(Principal usual) {
        Connection connection = new Surroundings(ClientFile.read(data.ofRunning()), System.getenv())
                .complete(
                        url, identity == null ? null : identity.token, identity == null ? null : identity.role, usual);
        return ApiClient.of(connection.url(), connection.token());
    }

    /** Where the local system keeps the public key of its audit store. */
    public Path auditKey() {
        return AuditKey.verifying(data.ofRunning());
    }
}
