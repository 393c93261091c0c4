package io.byteor.backends.containers;

import io.byteor.backends.BackendFailure;
import io.byteor.backends.BackendSet;
import io.byteor.backends.Backends;
import io.byteor.backends.Broker;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/** Broker, database and registry as containers of the engine that Testcontainers finds. Their data is temporary. */
public final class ContainerBackends {

    private ContainerBackends() {}

    /** Whether a container engine answers. */
    public static boolean engineAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /**
     * Returns when all three serve.
     *
     * @throws BackendFailure when no engine answers, or when one container does not come up
     */
    public static Backends start() {
        requireEngine();
        Network network = Network.newNetwork();
        return BackendSet.start(
                ContainerBroker::start,
                () -> ContainerDatabase.start(network),
                database -> ContainerRegistry.start(network, database),
                network::close);
    }

    /** The broker alone; fails as {@link #start()} does. */
    public static Broker startBroker() {
        requireEngine();
        return ContainerBroker.start();
    }

    private static void requireEngine() {
        if (!engineAnswers()) {
            throw new BackendFailure("No container engine answers. Start one, point DOCKER_HOST at it, or use the"
                    + " embedded backends, which need none.");
        }
    }
}
