package io.byteor.backends;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A plain client of a database. */
public final class DatabaseProbe {

    private DatabaseProbe() {}

    public static Connection connect(Database database, String url) throws SQLException {
        return DriverManager.getConnection(url, database.user(), database.password());
    }

    public static String show(Database database, String setting) throws SQLException {
        return single(database, "SHOW " + setting);
    }

    /** The one value that a query answers. */
    public static String single(Database database, String query) throws SQLException {
        try (Connection connection = connect(database, database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    public static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = connect(database, database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
