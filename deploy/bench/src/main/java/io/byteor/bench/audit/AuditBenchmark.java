package io.byteor.bench.audit;

import io.byteor.bench.Benchmark;
import io.byteor.bench.Contest;
import io.byteor.bench.Contestant;
import io.byteor.bench.Contestant.SingleMeasure;
import io.byteor.bench.Group;
import io.byteor.bench.Mark;
import io.byteor.bench.audit.debezium.DebeziumSink;
import io.byteor.bench.audit.debezium.DebeziumSink.Manner;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.system.LaunchSettings;
import io.byteor.launcher.system.Launcher;
import io.byteor.launcher.system.RunningSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Actions from the topic into committed and indexed rows whose trees have their audited roots, beside PostgreSQL's binary COPY of the
 * same rows from a file into the same table with the same indexes, and beside Debezium's JDBC sink from the same topic.
 */
public final class AuditBenchmark implements Benchmark {
    /**
     * How long either JVM works before the first round that is looked at: a service is measured as it runs, not as it starts.
     * audit-sink's compiler is busy for its first ten million rows, and again after each of its first checkpoints, one a minute.
     */
    private static final Duration WARM_UP = Duration.ofMinutes(2);

    private static final double OF_RAW_COPY = 0.75;
    private static final double REPEATED_OF_RAW_COPY = 0.4;
    private static final double TIMES_DEBEZIUM = 4;
    private static final double TIMES_ONE_TASK = 6;
    private static final String UNIT = "rows/s";
    private static final String FRESH = "new actions";
    private static final String REPEATED = "duplicates alone";
    private static final String OURS = "audit-sink";
    private static final String COPY = "raw binary COPY";
    private static final String INSERT = "Debezium, insert, two tasks";
    private static final String UPSERT = "Debezium, upsert, two tasks";
    private static final String ONE_TASK = "Debezium, upsert, one task";

    private static final Manner INSERTING = new Manner("insert", 2, 10_000);
    private static final Manner UPSERTING = new Manner("upsert", 2, 3_000);
    private static final Manner UPSERTING_ALONE = new Manner("upsert", 1, 3_000);

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
                        .adjusted(Part.BROKER, Adjustment.PEAK_SPEED)
                        .adjusted(
                                Part.SINK,
                                Adjustment.PEAK_SPEED.and(
                                        Adjustment.ofJava("-Xmx%dm".formatted(DebeziumSink.HEAP_MIB)))),
                _ -> {});
        try {
            Ring ring = new Ring(system, folder);
            try {
                ring.take(); // which Debezium takes over and over
                warmUp(Stream.of(INSERTING, UPSERTING, UPSERTING_ALONE)
                        .<SingleMeasure>map(manner -> () -> ring.debezium(manner))
                        .toList());
                warmUp(List.of(ring::take, ring::takeAgain));
            } catch (Exception e) {
                ring.close();
                throw e;
            }
            return new Contest(groups(ring, wanted), () -> {
                ring.close();
                system.close();
            });
        } catch (Exception e) {
            system.close();
            throw e;
        }
    }

    /** Ends with the round in which the time is over. */
    private static void warmUp(List<SingleMeasure> turns) throws Exception {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < WARM_UP.toNanos()) {
            for (SingleMeasure turn : turns) {
                turn.run();
            }
        }
    }

    private static List<Group> groups(Ring ring, Predicate<String> wanted) {
        return Stream.of(fresh(ring), repeated(ring))
                .filter(group -> wanted.test(group.name()))
                .toList();
    }

    private static Group fresh(Ring ring) {
        return new Group(
                FRESH,
                UNIT,
                List.of(
                        new Contestant(OURS, true, ring::take),
                        new Contestant(COPY, false, ring::copy),
                        new Contestant(INSERT, false, () -> ring.debezium(INSERTING)),
                        new Contestant(UPSERT, false, () -> ring.debezium(UPSERTING)),
                        new Contestant(ONE_TASK, false, () -> ring.debezium(UPSERTING_ALONE))),
                List.of(
                        new Mark.Ratio("of the raw COPY", OURS, COPY, OF_RAW_COPY),
                        new Mark.Ratio("times Debezium's insert", OURS, INSERT, TIMES_DEBEZIUM),
                        new Mark.Ratio("times Debezium's upsert", OURS, UPSERT, TIMES_DEBEZIUM),
                        new Mark.Ratio("times Debezium's upsert of one task", OURS, ONE_TASK, TIMES_ONE_TASK)));
    }

    /** In turns of its own: batches that follow a duplicate take the slower way for a while, which is no matter of new actions. */
    private static Group repeated(Ring ring) {
        return new Group(
                REPEATED,
                UNIT,
                List.of(new Contestant(OURS, true, ring::takeAgain), new Contestant(COPY, false, ring::copy)),
                List.of(new Mark.Ratio("of the raw COPY", OURS, COPY, REPEATED_OF_RAW_COPY)));
    }
}
