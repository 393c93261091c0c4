package io.byteor.bench.audit;

import io.byteor.bench.NotInstalledException;
import io.byteor.bench.Quiet;
import io.byteor.bench.audit.ActionLoad.Run;
import io.byteor.bench.audit.ActionLoad.Written;
import io.byteor.bench.audit.debezium.DebeziumSink;
import io.byteor.bench.audit.debezium.DebeziumSink.Manner;
import io.byteor.bench.postgres.StoreUnderTest;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.part.PartCommands;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Where they compete: one topic, one database. Not thread-safe. */
final class Ring implements AutoCloseable {
    private static final int REPLAYS = 30;
    private static final int ACTIONS = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final RunningSystem system;
    private final Path file;
    private final EventCodec codec;
    private final ActionLoad load;
    private final StoreUnderTest store;
    private final DebeziumSink debezium;
    private Run last = new Run("bench-0", REPLAYS, ACTIONS);
    private Map<Integer, Long> before = Map.of();
    private int runs;

    Ring(RunningSystem system, Path folder)
            throws IOException, InterruptedException, NotInstalledException, SQLException {
        this.system = system;
        this.file = folder.resolve("rows");
        String address =
                system.state().find(Part.DATABASE).orElseThrow().endpoint().address();
        String jdbcUrl = "jdbc:postgresql://" + address + "/byteor";
        this.store = new StoreUnderTest(jdbcUrl, PartCommands.DATABASE_USER);
        store.requireDurability();
        String brokers = system.client().bootstrapServers();
        this.codec = RegistryEventCodec.open(
                new RegistrySettings(system.client().registry(), true),
                List.of(Topic.REPLAY_ACTION, Topic.REPLAY_AUDITED),
                RegistryListener.NONE);
        this.load = new ActionLoad(ClientSettings.of(brokers), codec);
        this.debezium = DebeziumSink.start(
                system.settings().home(), folder.resolve("debezium"), brokers, jdbcUrl, PartCommands.DATABASE_USER);
    }

    /** Into an empty table. */
    double take() throws Exception {
        store.empty();
        last = new Run("bench-" + ++runs, REPLAYS, ACTIONS);
        before = load.positions();
        return run();
    }

    /** What is there already, all of it. */
    double takeAgain() throws Exception {
        store.writeBack();
        return run();
    }

    private double run() throws Exception {
        Written written = load.write(last, this::awaitQuiet);
        store.await(written.ends(), last.ids());
        return rate(written.begin());
    }

    /** The rows of the last run, from a file. */
    double copy() throws Exception {
        String partition = store.export(file);
        store.empty();
        awaitQuiet();
        long begin = System.nanoTime();
        store.copy(partition, file);
        return rate(begin);
    }

    /** The rows of the last run, before they are written again. */
    double debezium(Manner manner) throws Exception {
        debezium.prepare();
        awaitQuiet();
        return debezium.run(manner, before, last.total());
    }

    private double rate(long begin) throws SQLException {
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        if (store.rows() != last.total()) {
            throw new IllegalStateException(store.rows() + " rows, not " + last.total());
        }
        return last.total() / seconds;
    }

    private void awaitQuiet() throws InterruptedException {
        Quiet.await(List.of(system.process(Part.BROKER), system.process(Part.SINK), debezium.process()));
    }

    @Override
    public void close() {
        try (store;
                debezium) {
            codec.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
