package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.RequestPath;
import io.byteor.cli.http.Waiting;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Questions to the audit store. What was asked for a moment ago may not have arrived yet: every question waits as long as it
 * is told to. Failures are those of {@link ApiClient}. Thread-safe.
 */
public final class AuditApi {
    private static final String PREFIX = "/audit/v1";
    private static final Duration LONGEST_PAGE = Duration.ofMinutes(10);

    private final ApiClient client;

    public AuditApi(ApiClient client) {
        this.client = client;
    }

    public ReplayState replay(String replayId, Duration atMost) {
        return ReplayState.of(await(replay(replayId), atMost, Waiting.SILENT));
    }

    /** The audit, which is there once the replay has ended. */
    public Audit audit(String replayId, Duration atMost, Waiting waiting) {
        return Audit.of(await(replay(replayId, "audit"), atMost, waiting));
    }

    /** Actions by their number, ascending. */
    public Page actions(String replayId, PageQuery query, Duration atMost) {
        return Page.of(await(replay(replayId, "actions") + query.text(), atMost, Waiting.SILENT));
    }

    public Verification verify(String replayId, Duration atMost) {
        return Verification.of(await(replay(replayId, "verify"), atMost, Waiting.SILENT));
    }

    /** A page of the verification of the whole store; since a time, or from its beginning. */
    public Page verifyStore(@Nullable Instant since, PageQuery query) {
        String text = query.text() + PageQuery.with("since", since == null ? null : since.toString());
        return Page.of(client.get(PREFIX + "/verify" + text, LONGEST_PAGE).body());
    }

    /** The signed receipt of an audited replay, a DSSE envelope. */
    public JsonNode receipt(String replayId, Duration atMost) {
        return await(replay(replayId, "receipt"), atMost, Waiting.SILENT);
    }

    public Approval approval(String approvalId, Duration atMost) {
        return Approval.of(await(RequestPath.of(PREFIX + "/approvals", approvalId), atMost, Waiting.SILENT));
    }

    /** Replays and rejected requests, the newest first. */
    public Page replays(ReplayQuery query) {
        return Page.of(client.get(PREFIX + "/replays" + query.text()).body());
    }

    /** Escalations, the newest first. */
    public Page escalations(EscalationQuery query) {
        return Page.of(client.get(PREFIX + "/escalations" + query.text()).body());
    }

    public JsonNode escalation(String escalationId, Duration atMost) {
        return await(RequestPath.of(PREFIX + "/escalations", escalationId), atMost, Waiting.SILENT);
    }

    private JsonNode await(String path, Duration atMost, Waiting waiting) {
        return client.await(path, atMost, waiting).body();
    }

    private static String replay(String replayId) {
        return RequestPath.of(PREFIX + "/replays", replayId);
    }

    private static String replay(String replayId, String part) {
        return RequestPath.of(PREFIX + "/replays", replayId, part);
    }
}
