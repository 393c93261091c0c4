package io.byteor.backends.testing;

import io.byteor.backends.Backends;
import io.byteor.backends.Broker;
import io.byteor.backends.Database;
import io.byteor.backends.Registry;
import io.byteor.backends.postgres.PostgresServer;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Backends that run already and are not ours to stop. */
record AttachedBackends(Broker broker, Database database, Registry registry) implements Backends {

    static Optional<Backends> fromSystemProperties() {
        String bootstrap = System.getProperty(TestBackends.BOOTSTRAP);
        String jdbc = System.getProperty(TestBackends.JDBC);
        String registry = System.getProperty(TestBackends.REGISTRY);
        if (bootstrap == null || jdbc == null || registry == null) {
            requireNone(bootstrap, jdbc, registry);
            return Optional.empty();
        }
        return Optional.of(new AttachedBackends(
                new AttachedBroker(bootstrap),
                new AttachedDatabase(
                        jdbc,
                        PostgresServer.of(
                                jdbc,
                                System.getProperty(TestBackends.USER, "postgres"),
                                System.getProperty(TestBackends.PASSWORD, ""))),
                new AttachedRegistry(URI.create(registry))));
    }

    /** That of the set or, where none runs, the one that runs alone. */
    static Optional<Broker> brokerFromSystemProperties() {
        return Optional.ofNullable(
                        System.getProperty(TestBackends.BOOTSTRAP, System.getProperty(TestBackends.BROKER_ALONE)))
                .map(AttachedBroker::new);
    }

    private static void requireNone(@Nullable String... properties) {
        for (String property : properties) {
            if (property != null) {
                throw new IllegalArgumentException("Give all of %s, %s and %s, or none"
                        .formatted(TestBackends.BOOTSTRAP, TestBackends.JDBC, TestBackends.REGISTRY));
            }
        }
    }

    @Override
    public void close() {}

    private record AttachedBroker(String bootstrapServers) implements Broker {
        @Override
        public void close() {}
    }

    private record AttachedDatabase(String jdbcUrl, PostgresServer server) implements Database {
        @Override
        public String jdbcUrl(String name) {
            return server.ensureDatabase(name);
        }

        @Override
        public String user() {
            return server.user();
        }

        @Override
        public String password() {
            return server.password();
        }

        @Override
        public void close() {}
    }

    private record AttachedRegistry(URI url) implements Registry {
        @Override
        public void close() {}
    }
}
