package io.byteor.bench.audit.debezium;

import io.byteor.bench.NotInstalledException;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Takes actions into a table of their own, as fast as it is known to go. Not thread-safe. */
public final class DebeziumSink implements AutoCloseable {
    /** Of its worker; whoever competes with it has as much. */
    public static final int HEAP_MIB = 1_024;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String TOPIC = Topic.REPLAY_ACTION.topicName();

    private final ConnectWorker worker;
    private final PeerTable table;
    private final ClientSettings clients;
    private final String jdbcUrl;
    private final String user;
    private int runs;

    private DebeziumSink(ConnectWorker worker, PeerTable table, ClientSettings clients, String jdbcUrl, String user) {
        this.worker = worker;
        this.table = table;
        this.clients = clients;
        this.jdbcUrl = jdbcUrl;
        this.user = user;
    }

    /**
     * How it writes.
     *
     * @param mode insert or upsert
     * @param batch rows of a statement, and of a poll
     */
    public record Manner(String mode, int tasks, int batch) {}

    /** @param home the installation */
    public static DebeziumSink start(Path home, Path folder, String bootstrapServers, String jdbcUrl, String user)
            throws IOException, InterruptedException, SQLException, NotInstalledException {
        ConnectWorker worker = ConnectWorker.start(home, folder, bootstrapServers);
        try {
            return new DebeziumSink(
                    worker, new PeerTable(jdbcUrl, user), ClientSettings.of(bootstrapServers), jdbcUrl, user);
        } catch (SQLException e) {
            worker.close();
            throw e;
        }
    }

    /** Its process. */
    public ProcessHandle process() {
        return worker.handle();
    }

    /** Empties the table. */
    public void prepare() throws SQLException {
        table.empty();
    }

    /**
     * Takes the rows into the empty table.
     *
     * @param from the offset of the first row of each partition
     * @param rows behind these
     * @return rows each second, without the first tenth
     */
    public double run(Manner manner, Map<Integer, Long> from, long rows)
            throws IOException, InterruptedException, SQLException, ExecutionException {
        String connector = "debezium-" + ++runs;
        begin(connector, from);
        worker.add(connector, settings(manner));
        Growth growth = new Growth();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long end = System.nanoTime();
        boolean all = false;
        while (!all) {
            Thread.sleep(LOOK_AGAIN);
            end = System.nanoTime();
            growth.looked(end, table.bytes());
            if (growth.still()) {
                worker.requireWorking(connector);
                all = table.rows() >= rows;
            }
            if (end > deadline) {
                throw new IOException("Debezium has taken %d rows of %d".formatted(table.rows(), rows));
            }
        }
        worker.remove(connector);
        if (table.rows() != rows) {
            throw new IOException("Debezium has taken %d rows, not %d".formatted(table.rows(), rows));
        }
        return growth.rate(rows, end);
    }

    private void begin(String connector, Map<Integer, Long> from) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        from.forEach((partition, offset) ->
                offsets.put(new TopicPartition(TOPIC, partition), new OffsetAndMetadata(offset)));
        try (Admin admin = Admin.create(clients.admin("bench-debezium"))) {
            admin.alterConsumerGroupOffsets("connect-" + connector, offsets)
                    .all()
                    .get();
        }
    }

    private Map<String, String> settings(Manner manner) {
        Map<String, String> settings = new HashMap<>();
        settings.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
        settings.put("tasks.max", Integer.toString(manner.tasks()));
        settings.put("topics", TOPIC);
        settings.put("consumer.override.max.poll.records", Integer.toString(manner.batch()));
        settings.put("connection.url", jdbcUrl + "?reWriteBatchedInserts=true");
        settings.put("connection.username", user);
        settings.put("connection.password", "none");
        settings.put("insert.mode", manner.mode());
        settings.put("batch.size", Integer.toString(manner.batch()));
        settings.put("primary.key.mode", "record_value");
        settings.put("primary.key.fields", "replay_id,seq");
        settings.put("collection.name.format", PeerTable.NAME);
        settings.put("schema.evolution", "none");
        return settings;
    }

    @Override
    public void close() throws SQLException {
        try (table) {
            worker.close();
        }
    }
}
