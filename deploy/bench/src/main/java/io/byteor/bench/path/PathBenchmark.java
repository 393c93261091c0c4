package io.byteor.bench.path;

import io.byteor.bench.Benchmark;
import io.byteor.bench.Contest;
import io.byteor.bench.Contestant;
import io.byteor.bench.Group;
import io.byteor.bench.Mark;
import io.byteor.bench.Quiet;
import io.byteor.bench.kafka.PerformanceTool;
import io.byteor.bench.postgres.StoreUnderTest;
import io.byteor.cli.api.Audit;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Decision;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.Waiting;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.part.PartCommands;
import io.byteor.launcher.system.LaunchSettings;
import io.byteor.launcher.system.Launcher;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.kafka.ClientSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A dry-run of the whole product, from its request over HTTP until the store has its audit and every action of it, whose tree has the
 * audited root; beside what it takes to do no more than write as many records.
 */
public final class PathBenchmark implements Benchmark {
    private static final int RECORDS = 1_000_000;
    private static final int PARTITIONS = 3;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Set<Part> MEASURED = Set.of(Part.BROKER, Part.VALIDATOR, Part.RUNNER, Part.SINK);
    private static final String OURS = "dry-run, from request to audit";
    private static final String TOOL = "ProducerPerformance with transactions";

    // Held on to, since java.util.logging forgets the level of a logger that nobody refers to.
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    @Override
    public String name() {
        return "path";
    }

    @Override
    public Contest open(Path folder, Predicate<String> wanted) throws Exception {
        CLIENTS.setLevel(Level.WARNING);
        LaunchSettings settings =
                LaunchSettings.of(Path.of(System.getProperty("byteor.home", ".")), folder.resolve("data"));
        for (Part part : MEASURED) {
            settings = settings.adjusted(part, Adjustment.PEAK_SPEED);
        }
        RunningSystem system = Launcher.up(settings, _ -> {});
        try {
            Path lines = CapturedIncident.payloads(folder.resolve("payloads"), RECORDS);
            String bundleId = CapturedIncident.capture(system, new GovernApi(as(system, "admin")), folder, lines);
            String brokers = system.client().bootstrapServers();
            Road road = new Road(system, bundleId);
            PerformanceTool tool = new PerformanceTool(brokers, newTopic(brokers), lines, RECORDS);
            Group group = new Group(
                    "",
                    "records/s",
                    List.of(new Contestant(OURS, true, road::run), new Contestant(TOOL, false, () -> {
                        road.awaitQuiet();
                        return tool.run();
                    })),
                    List.of(Mark.Ratio.told("of ProducerPerformance", OURS, TOOL)));
            return new Contest(List.of(group), () -> {
                road.close();
                system.close();
            });
        } catch (Exception e) {
            system.close();
            throw e;
        }
    }

    private static String newTopic(String brokers) throws Exception {
        String topic = "bench.tool";
        try (Admin admin = Admin.create(ClientSettings.of(brokers).admin("bench-topics"))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
        }
        return topic;
    }

    private static ApiClient as(RunningSystem system, String role) {
        String token = system.client().tokens().get(role);
        if (token == null) {
            throw new IllegalStateException("no local token for " + role);
        }
        return ApiClient.of(system.client().url(), token);
    }

    /** From one end to the other. */
    private static final class Road implements AutoCloseable {
        private final RunningSystem system;
        private final String bundleId;
        private final GovernApi operator;
        private final AuditApi analyst;
        private final StoreUnderTest store;

        Road(RunningSystem system, String bundleId) throws SQLException {
            this.system = system;
            this.bundleId = bundleId;
            this.operator = new GovernApi(as(system, "operator"));
            this.analyst = new AuditApi(as(system, "analyst"));
            this.store = new StoreUnderTest(system.client().database(), PartCommands.DATABASE_USER);
            store.requireDurability();
        }

        /** Records each second, into an empty table. */
        double run() throws Exception {
            store.empty();
            awaitQuiet();
            long begin = System.nanoTime();
            Decision decision = operator.request(ReplayRequest.dryRun(bundleId, "bench"), CallOptions.once());
            if (!decision.accepted()) {
                throw new IllegalStateException("the dry-run was rejected: " + decision.document());
            }
            store.await(Map.of(), List.of(decision.replayId()));
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            Audit audit = analyst.audit(decision.replayId(), LOOK, Waiting.SILENT);
            if (!audit.completed() || audit.count("would_apply") != RECORDS || store.rows() != RECORDS) {
                throw new IllegalStateException("%d rows of %s".formatted(store.rows(), audit.document()));
            }
            return RECORDS / seconds;
        }

        void awaitQuiet() throws InterruptedException {
            Quiet.await(MEASURED.stream().map(system::process).toList());
        }

        @Override
        public void close() {
            try {
                store.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
