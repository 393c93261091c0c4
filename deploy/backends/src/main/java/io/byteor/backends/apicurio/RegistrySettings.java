package io.byteor.backends.apicurio;

import io.byteor.backends.Database;
import java.nio.file.Path;

/**
 * What a registry needs to start.
 *
 * @param directory for its log
 * @param port 0 for a free one
 * @param jdbcUrl an existing PostgreSQL database that the registry has for itself
 */
public record RegistrySettings(Path directory, int port, String jdbcUrl, String user, String password) {

    /** The database's name where a registry shares a server with the services. */
    public static final String DATABASE_NAME = "registry";

    public RegistrySettings {
        directory = directory.toAbsolutePath().normalize();
    }

    /** A registry that keeps its content in a database of its own on this server. */
    public static RegistrySettings on(Database server, Path directory, int port) {
        return new RegistrySettings(directory, port, server.jdbcUrl(DATABASE_NAME), server.user(), server.password());
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "RegistrySettings[directory=%s, port=%d, jdbcUrl=%s, user=%s]".formatted(directory, port, jdbcUrl, user);
    }
}
