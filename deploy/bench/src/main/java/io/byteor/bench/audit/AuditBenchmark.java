package io.byteor.bench.audit;

import io.byteor.bench.Benchmark;
import io.byteor.bench.Contest;
import io.byteor.bench.Contestant;
import io.byteor.bench.Group;
import io.byteor.bench.Mark;
import io.byteor.bench.PeakSpeed;
import io.byteor.bench.Quiet;
import io.byteor.bench.audit.ActionLoad.Run;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.part.PartCommands;
import io.byteor.launcher.system.LaunchSettings;
import io.byteor.launcher.system.Launcher;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.topic.Topic;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Actions from the topic into committed and indexed rows whose trees have their audited roots, beside PostgreSQL's binary COPY of the
 * same rows from a file into the same table with the same indexes.
 */
public final class AuditBenchmark implements Benchmark {
    private static final int REPLAYS = 30;
    private static final int ACTIONS = 10_000;
    /** Rounds before the first that is looked at: a service is measured as it runs, not as it starts. */
    private static final int WARM_UPS = 2;

    private static final double OF_RAW_COPY = 0.75;
    private static final double REPEATED_OF_RAW_COPY = 0.4;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String OURS = "audit-sink";
    private static final String REPEATED = "audit-sink, duplicates alone";
    private static final String COPY = "raw binary COPY";

    // Held on to, since java.util.logging forgets the level of a logger that nobody refers to.
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Contest open(Path folder, Predicate<String> wanted) throws Exception {
        CLIENTS.setLevel(Level.WARNING);
        RunningSystem system = Launcher.up(
                LaunchSettings.of(Path.of(System.getProperty("byteor.home", ".")), folder.resolve("data"))
                        .only(Part.SINK)
                        .adjusted(Part.BROKER, PeakSpeed.ADJUSTMENT)
                        .adjusted(Part.SINK, PeakSpeed.ADJUSTMENT),
                _ -> {});
        try {
            Ring ring = new Ring(system, folder.resolve("rows"));
            for (int i = 0; i < WARM_UPS; i++) {
                ring.take();
                ring.takeAgain();
            }
            return new Contest(List.of(group(ring)), () -> {
                ring.close();
                system.close();
            });
        } catch (Exception e) {
            system.close();
            throw e;
        }
    }

    private static Group group(Ring ring) {
        return new Group(
                "",
                "rows/s",
                List.of(
                        new Contestant(OURS, true, ring::take),
                        new Contestant(REPEATED, true, ring::takeAgain),
                        new Contestant(COPY, false, ring::copy)),
                List.of(
                        new Mark.Ratio("of the raw COPY", OURS, COPY, OF_RAW_COPY),
                        new Mark.Ratio("duplicates alone, of the raw COPY", REPEATED, COPY, REPEATED_OF_RAW_COPY)));
    }

    /** Where they compete: one topic, one table. */
    private static final class Ring implements AutoCloseable {
        private final RunningSystem system;
        private final Path file;
        private final EventCodec codec;
        private final ActionLoad load;
        private final StoreUnderTest store;
        private Run last = new Run("bench-0", REPLAYS, ACTIONS);
        private int runs;

        Ring(RunningSystem system, Path file) throws SQLException {
            this.system = system;
            this.file = file;
            this.codec = RegistryEventCodec.open(
                    new RegistrySettings(system.client().registry(), true),
                    List.of(Topic.REPLAY_ACTION, Topic.REPLAY_AUDITED),
                    RegistryListener.NONE);
            this.load = new ActionLoad(ClientSettings.of(system.client().bootstrapServers()), codec);
            String address =
                    system.state().find(Part.DATABASE).orElseThrow().endpoint().address();
            this.store = new StoreUnderTest("jdbc:postgresql://" + address + "/byteor", PartCommands.DATABASE_USER);
            store.requireDurability();
        }

        /** Into an empty table. */
        double take() throws Exception {
            store.empty();
            last = new Run("bench-" + ++runs, REPLAYS, ACTIONS);
            return run();
        }

        /** What is there already, all of it. */
        double takeAgain() throws Exception {
            store.writeBack();
            return run();
        }

        private double run() throws Exception {
            long begin = load.write(last, this::awaitQuiet);
            store.await(load.ends(), last.ids());
            return rate(begin);
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

        private double rate(long begin) throws SQLException {
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            if (store.rows() != last.total()) {
                throw new IllegalStateException(store.rows() + " rows, not " + last.total());
            }
            return last.total() / seconds;
        }

        private void awaitQuiet() throws InterruptedException {
            Quiet.await(List.of(system.process(Part.BROKER), system.process(Part.SINK)));
        }

        @Override
        public void close() {
            try (store) {
                codec.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
