package io.byteor.backends.embedded;

import io.byteor.backends.BackendSet;
import io.byteor.backends.BackendSettings;
import io.byteor.backends.BackendSettings.Retention;
import io.byteor.backends.Backends;
import io.byteor.backends.apicurio.EmbeddedRegistry;
import io.byteor.backends.apicurio.RegistrySettings;
import io.byteor.backends.kafka.EmbeddedBroker;
import io.byteor.backends.postgres.EmbeddedDatabase;
import io.byteor.backends.process.Directories;
import java.nio.file.Path;

/**
 * Broker, database and registry without a container engine. The broker starts beside the other two; the registry waits for
 * the database, in which it keeps its content.
 */
public final class EmbeddedBackends {

    private EmbeddedBackends() {}

    /**
     * Returns when all three serve.
     *
     * @throws io.byteor.backends.BackendFailure when one does not come up; the others are stopped again
     */
    public static Backends start(BackendSettings settings) {
        Path data = settings.dataDirectory();
        return BackendSet.start(
                () -> EmbeddedBroker.start(data.resolve("broker"), settings.brokerPort()),
                () -> EmbeddedDatabase.start(data.resolve("database"), settings.databasePort()),
                database -> EmbeddedRegistry.start(
                        RegistrySettings.on(database, data.resolve("registry"), settings.registryPort())),
                () -> {
                    if (settings.retention() == Retention.TEMPORARY) {
                        Directories.delete(data);
                    }
                });
    }
}
