package io.byteor.e2e.tamper;

import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Decision;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.api.Selection;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.Waiting;
import io.byteor.e2e.feed.Feed;
import io.byteor.e2e.sink.kafka.ActionFeed;
import io.byteor.launcher.system.RunningSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What the store is filled with before it is tampered with. */
final class Filling {
    private static final Feed FEED = new Feed("tamper");
    private static final int RECORDS = 8;
    private static final int REJECTED_OF = 3;
    private static final int OLD_REPLAYS = 2;
    private static final int OLD_RATE = 1_000;
    private static final Duration SOON = Duration.ofMinutes(2);

    private final RunningSystem system;
    private final GovernApi operator;
    private final AuditApi audits;

    Filling(RunningSystem system, GovernApi operator, AuditApi audits) {
        this.system = system;
        this.operator = operator;
        this.audits = audits;
    }

    /** Dry-runs, executes that are rejected and so raise escalations, and approvals; answers a request for one more. */
    ReplayRequest fill(Path captured, int replays) throws Exception {
        FEED.createTarget(system);
        FEED.register(
                new GovernApi(ApiClient.of(
                        system.client().url(),
                        String.valueOf(system.client().tokens().get("admin")))),
                1);
        String bundleId = FEED.capture(system, captured, 1);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < replays; i++) {
            ReplayRequest dryRun = ReplayRequest.dryRun(bundleId, "tamper proof");
            ids.add(operator.request(select(dryRun, i * RECORDS), CallOptions.once())
                    .replayId());
            if (i % REJECTED_OF == 0) {
                ReplayRequest execute = select(ReplayRequest.execute(bundleId, "tamper proof"), i * RECORDS);
                operator.requestApproval(execute, CallOptions.once());
                Decision rejected = operator.request(execute, CallOptions.once());
                ids.add(rejected.replayId());
            }
        }
        for (String id : ids) {
            audits.audit(id, SOON, Waiting.SILENT);
        }
        return select(ReplayRequest.dryRun(bundleId, "tamper proof"), 0);
    }

    /** Replays of which their audits say that they were asked for on a day of long ago. */
    List<String> fillOf(LocalDate day, long seed) {
        ActionFeed.Plan plan = new ActionFeed.Plan(
                "tamper-" + UUID.randomUUID(),
                OLD_REPLAYS,
                RECORDS,
                OLD_RATE,
                day.atStartOfDay(ZoneOffset.UTC).toInstant());
        try (ActionFeed feed = new ActionFeed(system.client(), plan, seed)) {
            feed.allow(plan.total());
            feed.run();
        }
        List<String> ids =
                IntStream.range(0, plan.replays()).mapToObj(plan::replayId).toList();
        ids.forEach(id -> audits.audit(id, SOON, Waiting.SILENT));
        return ids;
    }

    private static ReplayRequest select(ReplayRequest whole, long first) {
        return whole.change()
                .selection(Selection.sequences(first, first + RECORDS - 1))
                .made();
    }
}
