package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.BodyReader;
import io.byteor.cli.http.RequestPath;
import io.byteor.cli.http.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
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
    public Page replays(Conditions conditions, PageQuery page) {
        return list("/replays", conditions, page);
    }

    /** Actions across replays, those of the newest replay first. */
    public Page actions(Conditions conditions, PageQuery page) {
        return list("/actions", conditions, page);
    }

    /** Escalations, the newest first. */
    public Page escalations(EscalationQuery query) {
        return Page.of(client.get(PREFIX + "/escalations" + query.text()).body());
    }

    public JsonNode escalation(String escalationId, Duration atMost) {
        return await(RequestPath.of(PREFIX + "/escalations", escalationId), atMost, Waiting.SILENT);
    }

    /** Incidents, the newest first. */
    public Page incidents(Conditions conditions, PageQuery page) {
        return list("/incidents", conditions, page);
    }

    /** An incident with a page of its timeline. */
    public JsonNode incident(String incidentId, PageQuery timeline, Duration atMost) {
        return await(RequestPath.of(PREFIX + "/incidents", incidentId) + timeline.text(), atMost, Waiting.SILENT);
    }

    /** Recorded bundles, the newest first. */
    public Page bundles(Conditions conditions, PageQuery page) {
        return list("/bundles", conditions, page);
    }

    public JsonNode bundle(String bundleId, Duration atMost) {
        return await(RequestPath.of(PREFIX + "/bundles", bundleId), atMost, Waiting.SILENT);
    }

    /**
     * Totals.
     *
     * @param things replays or actions
     */
    public JsonNode totals(String things, Conditions conditions) {
        return client.get(PREFIX + "/stats/" + things + conditions.query()).body();
    }

    private Page list(String path, Conditions conditions, PageQuery page) {
        return Page.of(
                client.get(PREFIX + path + page.text() + conditions.text()).body());
    }

    /** Who was handed what, the newest first. */
    public Page accesses(Conditions conditions, PageQuery page) {
        return list("/accesses", conditions, page);
    }

    /** An access when it has ended; as it stands, when the time is over. */
    public JsonNode access(String accessId, Duration atMost) {
        String path = RequestPath.of(PREFIX + "/accesses", accessId);
        return client.awaitWhole(path, atMost, access -> access.hasNonNull("outcome"))
                .body();
    }

    /**
     * Rows of many replays, while they arrive. A body that ends is not yet whole: the access that its headers name tells.
     *
     * @param of actions or replays
     * @param format ndjson, csv or parquet
     * @param conditions as the list of them takes them
     * @param atMost how long it may take to begin
     */
    public <T> T export(String of, String format, Conditions conditions, Duration atMost, BodyReader<T> reader) {
        String path = PREFIX + "/export?of=" + of + "&format=" + format + conditions.text();
        return client.download(path, "*/*", atMost, reader);
    }

    /**
     * Tells of replays as they change, until the stream ends: that of one with the replay, any with the token.
     *
     * @param replayId the one replay; null for all of the environment
     * @param environment null for any
     * @param after the event to go on behind; null to begin
     * @return how many times it told
     */
    public long follow(
            @Nullable String replayId,
            @Nullable String environment,
            @Nullable String after,
            Consumer<ReplayEvent> event) {
        String path = replayId != null
                ? replay(replayId, "events")
                : PREFIX + "/events"
                        + new Conditions().and("environment", environment).query();
        return client.follow(path, after, (_, body) -> ReplayEvent.each(body, event));
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
