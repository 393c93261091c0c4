package io.byteor.cli.verb;

import java.net.URI;

/**
 * Where to and as whom.
 *
 * @param token a bearer token
 */
record Connection(URI url, String token) {
    /** Leaves the token out. */
    @Override
    public String toString() {
        return "Connection[url=%s]".formatted(url);
    }
}
