package io.byteor.bench.replay;

import io.byteor.bench.Group;
import io.byteor.bench.Mark;
import io.byteor.schemas.expression.Expression;
import io.byteor.schemas.expression.Payload;
import io.byteor.schemas.expression.RecordVariables;
import io.byteor.schemas.expression.Scope;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.journal.Helpers;
import io.byteor.schemas.journal.SegmentReader;
import io.byteor.schemas.journal.SegmentWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How many records of the earthquake feed are strong: a verified lane judged by a predicate, beside DuckDB over the same records as
 * lines of JSON, unverified and with the one column projected.
 */
final class PredicateGroups {
    private static final Path FEED = Path.of("deploy/cli/src/main/resources/io/byteor/cli/demo/earthquakes.ndjson");
    private static final int COPIES = 200;
    private static final String STRONG = "payload.properties.mag >= 4.5";
    private static final String OURS = "verified lane, predicate";
    private static final String DUCKDB = "DuckDB read_json, unverified";
    private static final String QUERY = "SELECT count(*) FROM read_json('%s', format = 'newline_delimited',"
            + " columns = {properties: 'STRUCT(mag DOUBLE)'}) WHERE properties.mag >= 4.5";

    private PredicateGroups() {}

    static Group oneCore(String name, Path folder) throws IOException {
        return group(name, folder, Meter.THREAD, Helpers.NONE, 1);
    }

    static Group twoCores(String name, Path folder) throws IOException {
        return group(name, folder, Meter.WALL, new Helpers(Helpers.ofCores().executor(), 1), 2);
    }

    private static Group group(String name, Path folder, Meter meter, Helpers helpers, int threads) throws IOException {
        List<String> feed = Files.readAllLines(
                Path.of(System.getProperty("byteor.home", ".")).resolve(FEED));
        Path lines = folder.resolve("feed.ndjson");
        Path segment = folder.resolve("feed.avro");
        Path table = folder.resolve("feed.index");
        if (Files.notExists(lines)) {
            write(feed, lines, segment, table);
        }
        double records = COPIES * (double) feed.size() / 1e3;
        Expression predicate = Expression.compileCondition(Scope.RECORD, STRONG, "/selection/predicate");
        long strong = judge(segment, table, predicate, helpers);
        return new Group(
                name,
                "thousand records/s",
                List.of(
                        meter.contestant(OURS, true, records, () -> {
                            require(judge(segment, table, predicate, helpers), strong);
                        }),
                        meter.contestant(DUCKDB, false, records, () -> require(query(lines, threads), strong))),
                List.of(new Mark.Ratio("of DuckDB with as many threads", OURS, DUCKDB, 1.0, 2.0)));
    }

    private static void write(List<String> feed, Path lines, Path segment, Path table) throws IOException {
        try (var text = Files.newBufferedWriter(lines);
                var out = new BufferedOutputStream(Files.newOutputStream(segment));
                var index = Files.newOutputStream(table)) {
            var writer = new SegmentWriter(out, index, "feed", Codec.NULL);
            long sequence = 0;
            for (int copy = 0; copy < COPIES; copy++) {
                for (String line : feed) {
                    text.write(line);
                    text.write('\n');
                    writer.append(
                            sequence,
                            1_700_000_000_000_000L + sequence,
                            null,
                            Map.of(),
                            line.getBytes(StandardCharsets.UTF_8));
                    sequence++;
                }
            }
            writer.finish();
        }
    }

    private static long judge(Path segment, Path table, Expression predicate, Helpers helpers) throws IOException {
        BlockTable blocks = BlockTable.read(Files.readAllBytes(table), table.toString());
        long strong = 0;
        try (var reader = SegmentReader.open(FileChannel.open(segment), blocks, segment.toString(), helpers)) {
            while (reader.next()) {
                Payload payload = new Payload(reader.buffer(), reader.payloadOffset(), reader.payloadLength());
                var record =
                        new RecordVariables(payload, reader.key(), reader.sequence(), Instant.EPOCH, reader::headers);
                if (predicate.test(record)) {
                    strong++;
                }
            }
        }
        return strong;
    }

    private static long query(Path lines, int threads) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + threads);
            try (ResultSet result = statement.executeQuery(QUERY.formatted(lines))) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    private static void require(long found, long expected) {
        if (found != expected) {
            throw new IllegalStateException(found + " records are strong, not " + expected);
        }
    }
}
