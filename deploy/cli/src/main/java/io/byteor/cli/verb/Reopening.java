package io.byteor.cli.verb;

import io.byteor.cli.http.ApiClient;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client of the connection as it is now: another one only where that has changed. Not thread-safe. */
final class Reopening implements Supplier<ApiClient> {
    private final Supplier<Connection> connections;
    private @Nullable Opened last;

    private record Opened(Connection connection, ApiClient client) {}

    Reopening(Supplier<Connection> connections) {
        this.connections = connections;
    }

    @Override
    public ApiClient get() {
        Connection now = connections.get();
        Opened opened = last;
        if (opened == null || !opened.connection().equals(now)) {
            opened = new Opened(now, ApiClient.of(now.url(), now.token()));
            last = opened;
        }
        return opened.client();
    }
}
