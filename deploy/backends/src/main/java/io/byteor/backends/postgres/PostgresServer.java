package io.byteor.backends.postgres;

import io.byteor.backends.BackendFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PostgreSQL server that answers, and how to get in as a user who may create databases.
 *
 * @param host a name or an address, as it stands in a JDBC URL
 */
public record PostgresServer(String host, int port, String user, String password) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern URL = Pattern.compile("jdbc:postgresql://([^/:]+|\\[[^]]+]):(\\d{1,5})/.*");
    private static final String MAINTENANCE = "postgres";
    private static final String DUPLICATE_DATABASE = "42P04";

    /**
     * The server behind a JDBC URL.
     *
     * @throws IllegalArgumentException unless the URL has the form {@code jdbc:postgresql://host:port/...}
     */
    public static PostgresServer of(String jdbcUrl, String user, String password) {
        Matcher parts = URL.matcher(jdbcUrl);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not of the form jdbc:postgresql://host:port/name: " + jdbcUrl);
        }
        return new PostgresServer(parts.group(1), Integer.parseInt(parts.group(2)), user, password);
    }

    /** The URL of a database, whether it exists or not. */
    public String jdbcUrl(String database) {
        return String.format(Locale.ROOT, "jdbc:postgresql://%s:%d/%s", host, port, database);
    }

    /**
     * The URL of a database that exists when this returns.
     *
     * @throws IllegalArgumentException for a name that would need quoting
     * @throws BackendFailure when the server cannot be asked
     */
    public String ensureDatabase(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a database name: " + name);
        }
        try (Connection connection = connect(MAINTENANCE)) {
            if (!exists(connection, name)) {
                create(connection, name);
            }
            return jdbcUrl(name);
        } catch (SQLException failure) {
            throw new BackendFailure(
                    "The database %s could not be made at %s:%d: %s".formatted(name, host, port, failure.getMessage()),
                    failure);
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return DriverManager.getConnection(jdbcUrl(database), login);
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void create(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failure) {
            if (!DUPLICATE_DATABASE.equals(failure.getSQLState())) {
                throw failure;
            }
        }
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "PostgresServer[host=%s, port=%d, user=%s]".formatted(host, port, user);
    }
}
