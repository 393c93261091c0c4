package io.byteor.backends.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.utility.DockerImageName;

class ContainerImagesTest {

    private static final String PROPERTY = "byteor.image.kafka";

    private final String before = System.getProperty(PROPERTY);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
    }

    @Test
    void namesTheVersionsThatTheEmbeddedBackendsRun() {
        System.clearProperty(PROPERTY);

        assertThat(ContainerImages.KAFKA.image().asCanonicalNameString()).isEqualTo("apache/kafka:4.2.1");
    }

    @Test
    void takesAnImageOfOnesOwn() {
        System.setProperty(PROPERTY, "localhost/kafka:mine");

        DockerImageName image = ContainerImages.KAFKA.image();

        assertThat(image.asCanonicalNameString()).isEqualTo("localhost/kafka:mine");
        assertThat(image.isCompatibleWith(DockerImageName.parse("apache/kafka")))
                .isTrue();
    }
}
