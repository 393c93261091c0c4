package io.byteor.e2e.effect;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.Audit;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Decision;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.PageQuery;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.api.Selection;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.Waiting;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.digest.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Registers where effects go, and asks for executes that send them there. */
final class Executes {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final int PAGE = 1_000;

    private final RunningSystem system;

    Executes(RunningSystem system) {
        this.system = system;
    }

    /**
     * Puts an environment whose executes need no approval.
     *
     * @param address of its one target, `effects`, as JSON
     */
    void environment(String name, String address, boolean reapply) {
        String document = """
                {"name": "%s",
                 "posture": {"dryRun": {"allowed": true, "approvals": 0},
                             "execute": {"allowed": true, "approvals": 0, "reapply": %b},
                             "limits": {"records": 1000000, "recordsPerSecond": 50000, "duration": "PT1H"},
                             "dryRunDetail": 10000000, "freezes": []},
                 "targets": {"effects": %s}}
                """.formatted(name, reapply, address);
        new GovernApi(as("admin"))
                .put(
                        RegistryKind.ENVIRONMENT,
                        name,
                        CanonicalJson.parse(document.getBytes(StandardCharsets.UTF_8), "the proof's own document"),
                        null,
                        CallOptions.once());
    }

    /**
     * Asks for an execute of the records from one sequence to another, both included.
     *
     * @param environment to run in; null for that of the agent
     * @param rate records per second; null for the limit
     */
    Decision ask(
            String bundleId, @Nullable String environment, long from, long to, boolean reapply, @Nullable Long rate) {
        return new GovernApi(as("operator"))
                .request(
                        ReplayRequest.execute(bundleId, "a proof")
                                .change()
                                .environment(environment)
                                .selection(Selection.sequences(from, to))
                                .rate(rate)
                                .reapply(reapply)
                                .made(),
                        CallOptions.once());
    }

    /** The same, to the end of it. */
    Audit run(String bundleId, @Nullable String environment, long from, long to, boolean reapply) {
        return audit(accepted(ask(bundleId, environment, from, to, reapply, null)));
    }

    /** The id of a replay that was accepted. */
    static String accepted(Decision decision) {
        if (!decision.accepted()) {
            throw new IllegalStateException("the execute was rejected: " + decision.document());
        }
        return decision.replayId();
    }

    Audit audit(String replayId) {
        return new AuditApi(as("analyst")).audit(replayId, LONGEST, Waiting.SILENT);
    }

    /** The verdict on the replay's actions, once all of them have arrived or none come any more. */
    String verdict(String replayId) throws InterruptedException {
        AuditApi audits = new AuditApi(as("analyst"));
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!audits.verify(replayId, LONGEST).intact() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN);
        }
        return audits.verify(replayId, LONGEST).verdict();
    }

    /** Every recorded action of a replay, in order. */
    void actions(String replayId, Consumer<JsonNode> taker) {
        AuditApi audits = new AuditApi(as("analyst"));
        String after = null;
        do {
            var page = audits.actions(replayId, new PageQuery(after, PAGE), LONGEST);
            page.items().forEach(taker);
            after = page.next();
        } while (!after.isEmpty());
    }

    ApiClient as(String role) {
        String token = system.client().tokens().get(role);
        if (token == null) {
            throw new IllegalStateException("no local token for " + role);
        }
        return ApiClient.of(system.client().url(), token);
    }
}
