package io.byteor.audit.checkpoint.postgres;

import io.byteor.audit.checkpoint.StoredLogs;
import io.byteor.audit.intake.postgres.Frontier;
import io.byteor.schemas.digest.Digest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The logs as one connection sees them; left open. For one thread. */
public final class ConnectedLogs implements StoredLogs {
    private static final String HEADS =
            "SELECT topic, partition, size, frontier FROM record_log_head ORDER BY topic, partition";
    private static final String LEAVES = """
            SELECT leaf FROM record_log WHERE topic = ? AND partition = ? AND place >= ? AND place < ? ORDER BY place""";
    private final Connection connection;

    public ConnectedLogs(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<Head> heads() {
        List<Head> heads = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(HEADS);
                ResultSet row = read.executeQuery()) {
            while (row.next()) {
                Optional<Digest> root =
                        Frontier.tree(row.getLong(3), row.getBytes(4)).map(tree -> Digest.ofRaw(tree.root()));
                heads.add(new Head(row.getString(1), row.getInt(2), row.getLong(3), root));
            }
            return heads;
        } catch (SQLException e) {
            throw ConnectedCheckpoints.unavailable(e);
        }
    }

    @Override
    public List<byte[]> leaves(String topic, int partition, long from, long to) {
        List<byte[]> leaves = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(LEAVES)) {
            read.setString(1, topic);
            read.setInt(2, partition);
            read.setLong(3, from);
            read.setLong(4, to);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    leaves.add(row.getBytes(1));
                }
            }
            return leaves;
        } catch (SQLException e) {
            throw ConnectedCheckpoints.unavailable(e);
        }
    }
}
