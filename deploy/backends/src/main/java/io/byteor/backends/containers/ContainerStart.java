package io.byteor.backends.containers;

import io.byteor.backends.BackendFailure;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;

/** The start of a container, with a failure that names role and image. */
final class ContainerStart {

    private ContainerStart() {}

    static void of(GenericContainer<?> container, String role) {
        try {
            container.start();
        } catch (ContainerLaunchException | ContainerFetchException failure) {
            container.stop();
            throw new BackendFailure(
                    "The %s's container did not start from image %s: %s"
                            .formatted(role, container.getDockerImageName(), failure.getMessage()),
                    failure);
        }
    }
}
