package io.byteor.backends.containers;

import java.util.Locale;
import org.testcontainers.utility.DockerImageName;

/**
 * The images, each to be replaced by a system property: {@code byteor.image.kafka}, {@code byteor.image.postgres},
 * {@code byteor.image.registry}. A replacement takes the same environment and ports.
 */
enum ContainerImages {
    KAFKA("apache/kafka", "4.2.1"),
    POSTGRES("postgres", "18"),
    REGISTRY("apicurio/apicurio-registry", "3.3.3");

    private final String repository;
    private final String tag;

    ContainerImages(String repository, String tag) {
        this.repository = repository;
        this.tag = tag;
    }

    DockerImageName image() {
        String property = "byteor.image." + name().toLowerCase(Locale.ROOT);
        return DockerImageName.parse(System.getProperty(property, repository + ":" + tag))
                .asCompatibleSubstituteFor(repository);
    }
}
