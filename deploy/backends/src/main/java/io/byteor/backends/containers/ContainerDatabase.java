package io.byteor.backends.containers;

import io.byteor.backends.Database;
import io.byteor.backends.postgres.PostgresServer;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** PostgreSQL's own image, with its durable defaults. */
record ContainerDatabase(GenericContainer<?> container, PostgresServer server) implements Database {

    static final String ALIAS = "database";
    static final int PORT = 5432;

    private static final String USER = "postgres";

    static ContainerDatabase start(Network network) {
        String password = UUID.randomUUID().toString();
        GenericContainer<?> container = new GenericContainer<>(ContainerImages.POSTGRES.image())
                .withNetwork(network)
                .withNetworkAliases(ALIAS)
                .withExposedPorts(PORT)
                .withEnv("POSTGRES_USER", USER)
                .withEnv("POSTGRES_PASSWORD", password)
                .withEnv("POSTGRES_DB", DEFAULT_NAME)
                .withEnv("POSTGRES_INITDB_ARGS", "--locale=C --locale-provider=builtin --builtin-locale=C.UTF-8")
                // The image starts the server once to initialise it and once to serve.
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2));
        ContainerStart.of(container, "database");
        return new ContainerDatabase(
                container, new PostgresServer(container.getHost(), container.getMappedPort(PORT), USER, password));
    }

    /** Where another container of the network finds this database, which exists when this returns. */
    String jdbcUrlWithin(String name) {
        server.ensureDatabase(name);
        return "jdbc:postgresql://%s:%d/%s".formatted(ALIAS, PORT, name);
    }

    @Override
    public String jdbcUrl() {
        return server.jdbcUrl(DEFAULT_NAME);
    }

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
    public void close() {
        container.stop();
    }
}
