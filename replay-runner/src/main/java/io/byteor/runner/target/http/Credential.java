package io.byteor.runner.target.http;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/**
 * What lets the runner in at a server.
 *
 * @param origin scheme, host and port of the only server that may see it
 * @param authorization the value of the Authorization header field
 */
public record Credential(URI origin, String authorization) {
    /** Whether the URL lies on that server. */
    boolean isFor(URI url) {
        return Objects.equals(lower(url.getScheme()), lower(origin.getScheme()))
                && Objects.equals(lower(url.getHost()), lower(origin.getHost()))
                && port(url) == port(origin);
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "https".equals(lower(url.getScheme())) ? 443 : 80;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "credential for " + origin;
    }
}
