package io.byteor.e2e.govern.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.Approval;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Conditions;
import io.byteor.cli.api.Decision;
import io.byteor.cli.api.EscalationQuery;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.Page;
import io.byteor.cli.api.PageQuery;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.Waiting;
import io.byteor.e2e.attack.door.Tokens;
import io.byteor.e2e.feed.Feed;
import io.byteor.launcher.system.RunningSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Puts one of everything into an environment.
 *
 * @param folder for what is needed on the way
 */
record Furnishing(RunningSystem system, Tokens tokens, Operations operations, Path folder) {
    private static final int TOO_MANY = 5;
    private static final Duration ARRIVAL = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int LOOKS = 300;
    private static final PageQuery ONE = new PageQuery(null, 1);

    /** Returns when all of it has arrived in the audit store. */
    Furnished of(Feed feed) throws IOException, InterruptedException {
        GovernApi admin = new GovernApi(as("admin", feed));
        feed.register(admin, 0);
        String bundleId = feed.capture(system, folder.resolve(feed.name()), 1);
        Decision decision = replay(feed, bundleId);
        String replayId = decision.replayId();
        Approval approval = new GovernApi(as("operator", feed))
                .requestApproval(ReplayRequest.execute(bundleId, "who may"), CallOptions.once());
        AuditApi audit = new AuditApi(as("analyst", feed));
        audit.approval(approval.approvalId(), ARRIVAL);
        return new Furnished(
                feed,
                document(admin, RegistryKind.ENVIRONMENT, feed.name()),
                document(admin, RegistryKind.AGENT, feed.agent()),
                bundleId,
                approval.approvalId(),
                replayId,
                decision.document().path("commandId").asText(),
                escalated(feed, audit),
                // The reading of the audit, of which the record follows.
                first(() -> audit.accesses(new Conditions().and("replayId", replayId), ONE), "accessId"));
    }

    /** Carries out another dry-run of the bundle; answers its id when it is audited. */
    String replay(Furnished furnished) {
        return replay(furnished.feed(), furnished.bundleId()).replayId();
    }

    private Decision replay(Feed feed, String bundleId) {
        Decision decision = new GovernApi(as("operator", feed))
                .request(ReplayRequest.dryRun(bundleId, "who may"), CallOptions.once());
        new AuditApi(as("analyst", feed)).audit(decision.replayId(), Duration.ofMinutes(1), Waiting.SILENT);
        return decision;
    }

    /** An escalation that its agent raises at a door that is not for agents. */
    private String escalated(Feed feed, AuditApi audit) throws IOException, InterruptedException {
        String token = tokens.of(feed.agent(), "agent", feed.name());
        for (int call = 0; call < TOO_MANY; call++) {
            operations.answer(Row.get("/govern/v1/approvals", Map.of()), token);
        }
        EscalationQuery raised = new EscalationQuery("raised", "agent_forbidden", feed.agent(), feed.name(), null, ONE);
        return first(() -> audit.escalations(raised), "escalationId");
    }

    private static String first(Supplier<Page> page, String id) throws InterruptedException {
        for (int looks = 0; looks < LOOKS; looks++) {
            for (JsonNode item : page.get().items()) {
                return item.path(id).asText();
            }
            Thread.sleep(LOOK_AGAIN);
        }
        throw new IllegalStateException("nothing with an " + id + " has arrived in the audit store");
    }

    private static String document(GovernApi admin, RegistryKind kind, String key) {
        return admin.get(kind, key).document().path("document").toString();
    }

    private ApiClient as(String role, Feed feed) {
        return ApiClient.of(system.client().url(), tokens.of("somebody-" + role, role, feed.name()));
    }
}
