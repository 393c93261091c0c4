package io.byteor.e2e.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.Byteor;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.Waiting;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.export.postgres.ActionTable;
import io.byteor.e2e.export.postgres.Comparison;
import io.byteor.e2e.feed.Feed;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.part.PartCommands;
import io.byteor.launcher.process.ResidentMemory;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.digest.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Fills the audit store with the actions of a dry-run, many times over, has a sink with a small heap export them as Parquet, and holds
 * what DuckDB reads in the file against what SQL reads in the tables, value by value. Then asks for more bytes than the sink lets out,
 * as a stream: no file may be left of it.
 */
public final class ExportProof implements Proof {
    private static final Feed FEED = new Feed("export");
    private static final int REPLAYS = 5;
    private static final int TIMES_SMALL = 6;
    private static final int TIMES_FULL = 586;
    /** Enough for the Parquet file of a row and what it is made from, and too little for its line of JSON. */
    private static final long BYTES_A_ROW = 420;

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final long MIB = 1 << 20;

    @Override
    public String name() {
        return "export";
    }

    @Override
    public String claim() {
        return "a Parquet export of millions of actions equals the table row for row, made in a heap of 256 MiB";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        int times = trial.pick(TIMES_SMALL, TIMES_FULL);
        long rows = (long) Feed.RECORDS * (1 + REPLAYS * times);
        Adjustment small =
                new Adjustment(Map.of("BYTEOR_EXPORT_BYTES", Long.toString(rows * BYTES_A_ROW)), List.of("-Xmx256m"));
        return trial.stage()
                .play(Needs.whole().adjusted(Part.SINK, small), system -> new Scene(trial, system, times, rows).play());
    }

    private record Scene(Trial trial, RunningSystem system, int times, long rows) {
        Verdict play() throws Exception {
            try (ActionTable table = new ActionTable(system.client().database(), PartCommands.DATABASE_USER)) {
                fill(table);
                long sink = system.process(Part.SINK).pid();
                Path file = trial.folder().resolve("actions.parquet");
                long from = System.nanoTime();
                Ended parquet = export("parquet", file);
                Duration took = Duration.ofNanos(System.nanoTime() - from);
                Path stream = trial.folder().resolve("actions.ndjson");
                Ended cut = export("ndjson", stream);
                JsonNode access = access(parquet);
                Comparison compared = Comparison.of(file, table, FEED.name());
                return Verdict.collector()
                        .figure("seconds", took.toMillis() / 1e3)
                        .figure("parquetMib", Files.size(file) / MIB)
                        .figure("sinkPeakMib", ResidentMemory.peakOf(sink).orElse(0) / MIB)
                        .expect("exitCode", parquet.code(), 0)
                        .expect("rowsOfTheTable", compared.rows(), rows)
                        .expect("rowsThatDiffer", compared.different(), 0L)
                        .expect("rowsOfOneAlone", compared.alone(), 0L)
                        .expect("accessOutcome", access.path("outcome").asText(), "completed")
                        .expect("accessRows", access.path("rows").asLong(), rows)
                        .expect("accessBytes", access.path("bytes").asLong(), Files.size(file))
                        .expect("sameSinkAfterwards", system.process(Part.SINK).pid(), sink)
                        .expect("cutStream", cut.answer().path("code").asText(), "EXPORT_TOO_LARGE")
                        .expect("fileOfCutStream", Files.exists(stream), false)
                        .verdict();
            }
        }

        private void fill(ActionTable table) throws Exception {
            FEED.register(new GovernApi(as("admin")), 0);
            String bundleId = FEED.capture(system, trial.folder().resolve("capture"), 1);
            String replayId = new GovernApi(as("operator"))
                    .request(ReplayRequest.dryRun(bundleId, "export proof"), CallOptions.once())
                    .replayId();
            AuditApi audits = new AuditApi(as("analyst"));
            audits.audit(replayId, LONGEST, Waiting.SILENT);
            while (!audits.verify(replayId, LONGEST).intact()) {
                Thread.sleep(LOOK_AGAIN);
            }
            for (int copy = 0; copy < REPLAYS; copy++) {
                table.multiply(replayId, new UUID(trial.seed(), copy) + "-" + replayId, times);
                trial.out()
                        .printf("filled replay %d of %d with %,d actions%n", copy + 1, REPLAYS, times * Feed.RECORDS);
            }
        }

        private record Ended(int code, JsonNode answer) {}

        private Ended export(String format, Path file) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int code = Byteor.run(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    System.err,
                    "audit",
                    "export",
                    "--format",
                    format,
                    "--env",
                    FEED.name(),
                    "--out",
                    file.toString(),
                    "--data",
                    system.settings().data().toString(),
                    "-o",
                    "json");
            return new Ended(code, CanonicalJson.parse(out.toByteArray(), "byteor audit export"));
        }

        private JsonNode access(Ended export) {
            return new AuditApi(as("analyst"))
                    .access(export.answer().path("accessId").asText(), LONGEST);
        }

        private ApiClient as(String role) {
            return ApiClient.of(
                    system.client().url(),
                    Objects.requireNonNull(system.client().tokens().get(role), role));
        }
    }
}
