package io.byteor.backends.containers;

import io.byteor.backends.Database;
import io.byteor.backends.Registry;
import io.byteor.backends.apicurio.RegistrySettings;
import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** Apicurio's own image, keeping its content in a database of the network. */
record ContainerRegistry(GenericContainer<?> container) implements Registry {

    private static final int PORT = 8080;

    static ContainerRegistry start(Network network, Database database) {
        if (!(database instanceof ContainerDatabase neighbour)) {
            throw new IllegalArgumentException("A registry in a container reaches a database in a container only");
        }
        GenericContainer<?> container = new GenericContainer<>(ContainerImages.REGISTRY.image())
                .withNetwork(network)
                .withExposedPorts(PORT)
                .withEnv("APICURIO_STORAGE_KIND", "sql")
                .withEnv("APICURIO_STORAGE_SQL_KIND", "postgresql")
                .withEnv("APICURIO_DATASOURCE_URL", neighbour.jdbcUrlWithin(RegistrySettings.DATABASE_NAME))
                .withEnv("APICURIO_DATASOURCE_USERNAME", neighbour.user())
                .withEnv("APICURIO_DATASOURCE_PASSWORD", neighbour.password())
                .waitingFor(Wait.forHttp(CORE_API + "/search/artifacts?limit=1").forPort(PORT));
        ContainerStart.of(container, "registry");
        return new ContainerRegistry(container);
    }

    @Override
    public URI url() {
        return URI.create("http://%s:%d%s".formatted(container.getHost(), container.getMappedPort(PORT), CORE_API));
    }

    @Override
    public void close() {
        container.stop();
    }
}
