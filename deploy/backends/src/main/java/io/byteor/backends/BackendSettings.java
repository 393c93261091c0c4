package io.byteor.backends;

import java.nio.file.Path;

/**
 * Where a set of backends keeps its data and where it listens.
 *
 * @param dataDirectory made when it is absent; one running set per directory
 * @param retention whether the directory outlives the set
 * @param brokerPort 0 for any free port, as for the other two
 */
public record BackendSettings(
        Path dataDirectory, Retention retention, int brokerPort, int databasePort, int registryPort) {

    /** What becomes of the data when the set is closed. */
    public enum Retention {
        KEPT,
        TEMPORARY
    }

    private static final int GREATEST_PORT = 65_535;

    public BackendSettings {
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        requirePort("broker", brokerPort);
        requirePort("database", databasePort);
        requirePort("registry", registryPort);
    }

    /** Data that a later set on the same directory finds again, on free ports. */
    public static BackendSettings kept(Path dataDirectory) {
        return new BackendSettings(dataDirectory, Retention.KEPT, 0, 0, 0);
    }

    /** Data that is deleted when the set is closed, on free ports. */
    public static BackendSettings temporary(Path dataDirectory) {
        return new BackendSettings(dataDirectory, Retention.TEMPORARY, 0, 0, 0);
    }

    public BackendSettings withPorts(int broker, int database, int registry) {
        return new BackendSettings(dataDirectory, retention, broker, database, registry);
    }

    private static void requirePort(String role, int port) {
        if (port < 0 || port > GREATEST_PORT) {
            throw new IllegalArgumentException("The %s's port is %d, not in 0..65535".formatted(role, port));
        }
    }
}
