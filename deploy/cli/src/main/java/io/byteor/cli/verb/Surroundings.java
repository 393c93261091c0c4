package io.byteor.cli.verb;

import io.byteor.launcher.credential.ClientFile;
import io.byteor.launcher.credential.Principal;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for options that are not given: the environment's BYTEOR_URL and BYTEOR_TOKEN, then the local system's client
 * file. The file's tokens are for the file's address only and never go to another.
 *
 * @param local empty where no system was started here
 */
record Surroundings(Optional<ClientFile> local, Map<String, String> environment) {

    /**
     * Completes what the command line says.
     *
     * @throws ByteorException UNAVAILABLE where no address is known, UNAUTHENTICATED where no token is, REQUEST_INVALID for an
     *     address or a role that is none
     */
    Connection complete(@Nullable URI url, @Nullable String token, @Nullable String role, Principal usual) {
        URI address = address(url);
        return new Connection(address, token != null ? token : token(address, role, usual));
    }

    private URI address(@Nullable URI given) {
        URI address = Optional.ofNullable(given)
                .or(() -> variable("BYTEOR_URL").map(Surroundings::uri))
                .or(() -> local.map(ClientFile::url))
                .orElseThrow(() -> new ByteorException(
                        ErrorCode.UNAVAILABLE,
                        "no system is known: start one with `byteor up`, or name one",
                        "--url or BYTEOR_URL",
                        null));
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!http || address.getHost() == null) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "an http or https address", "--url", address);
        }
        return address;
    }

    private String token(URI address, @Nullable String role, Principal usual) {
        Principal principal = role == null ? usual : principal(role);
        return (role == null ? variable("BYTEOR_TOKEN") : Optional.<String>empty())
                .or(() -> local.filter(file -> sameAuthority(file.url(), address))
                        .map(file -> file.tokens().get(principal.role())))
                .orElseThrow(() -> new ByteorException(
                        ErrorCode.UNAUTHENTICATED,
                        "no token is known for " + address + " as " + principal.role(),
                        "--token or BYTEOR_TOKEN",
                        null));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static boolean sameAuthority(URI one, URI other) {
        return String.valueOf(one.getScheme()).equals(other.getScheme())
                && String.valueOf(one.getAuthority()).equals(other.getAuthority());
    }

    private static Principal principal(String role) {
        try {
            return Principal.ofRole(role);
        } catch (IllegalArgumentException e) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, String.valueOf(e.getMessage()), "--as", role, e);
        }
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "an http or https address", "BYTEOR_URL", text, e);
        }
    }
}
