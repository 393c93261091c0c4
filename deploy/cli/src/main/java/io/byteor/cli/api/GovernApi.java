package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.http.Answer;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.ApiException;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.RequestPath;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gateway's commands and registry. Failures are those of {@link ApiClient}. Thread-safe. */
public final class GovernApi {
    private static final String PREFIX = "/govern/v1";

    /** What a voter says. */
    public enum Vote {
        APPROVE,
        REJECT
    }

    private final ApiClient client;

    public GovernApi(ApiClient client) {
        this.client = client;
    }

    /**
     * Puts an entry.
     *
     * @param key environment name, agent id or spec hash
     * @param revision the one to replace; null for whatever stands
     */
    public RegistryEntry put(
            RegistryKind kind, String key, JsonNode document, @Nullable Long revision, CallOptions options) {
        Answer answer = client.put(path(kind, key), document, revision, options);
        return RegistryEntry.of(answer, Settled.put(answer.body()));
    }

    /** Puts a pipeline version under the hash of its spec. */
    public RegistryEntry putPipeline(JsonNode spec, String status, @Nullable Long revision, CallOptions options) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("spec", spec);
        document.put("status", status);
        String specHash = PipelineSpec.of(spec).specHash().toString();
        return put(RegistryKind.PIPELINE, specHash, document, revision, options);
    }

    public RegistryEntry get(RegistryKind kind, String key) {
        Answer answer = client.get(path(kind, key));
        return RegistryEntry.of(answer, answer.body());
    }

    /** An entry as it stood at that revision. */
    public RegistryEntry get(RegistryKind kind, String key, long revision) {
        Answer answer = client.get(path(kind, key) + "/history/" + revision);
        return RegistryEntry.of(answer, answer.body());
    }

    /** Entries as they stand, by their keys. */
    public Page list(RegistryKind kind, PageQuery query) {
        return page(PREFIX + "/" + kind.path() + query.text());
    }

    /** The revisions of an entry, the latest first. */
    public Page history(RegistryKind kind, String key, PageQuery query) {
        return page(path(kind, key) + "/history" + query.text());
    }

    /**
     * What changed between two revisions of an entry.
     *
     * @param from 0 for nothing, null for the one before the other
     * @param to null for the one that stands
     */
    public JsonNode difference(RegistryKind kind, String key, @Nullable Long from, @Nullable Long to) {
        String query = PageQuery.with("from", from == null ? null : from.toString())
                + PageQuery.with("to", to == null ? null : to.toString());
        return client.get(path(kind, key) + "/diff" + query.replaceFirst("&", "?"))
                .body();
    }

    /**
     * Gives a pipeline version that stands another status, from the revision that was read here.
     *
     * @param revision the one to start from; null for whatever stands
     */
    public RegistryEntry promote(String specHash, String status, @Nullable Long revision, CallOptions options) {
        RegistryEntry standing = get(RegistryKind.PIPELINE, specHash);
        ObjectNode document = standing.document().path("document").require().deepCopy();
        document.put("status", status);
        Long from = revision == null ? Long.valueOf(standing.revision()) : revision;
        return put(RegistryKind.PIPELINE, specHash, document, from, options);
    }

    /** Asks for a replay. A rejection is an answer, not a failure. */
    public Decision request(ReplayRequest request, CallOptions options) {
        return Decision.of(Settled.decision(client.post(PREFIX + "/replay-requests", request.json(), options)
                .body()));
    }

    /** Asks what would become of the request. A rejection is an answer, not a failure; nothing is filed. */
    public Explanation explain(ReplayRequest request) {
        String path = PREFIX + "/replay-requests:explain";
        return Explanation.of(
                client.post(path, request.json(), CallOptions.once()).body());
    }

    /**
     * Has a replay pause, go on or end.
     *
     * @param control pause, resume or cancel
     */
    public JsonNode controlReplay(String replayId, String control, Grounds grounds, CallOptions options) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        grounds.putInto(body);
        String path = RequestPath.of(PREFIX + "/replay-requests", replayId, control);
        return Settled.control(client.post(path, body, options).body());
    }

    /** How far a replay has come; empty where nothing was told of it of late, or not to everybody. */
    public Optional<JsonNode> progress(String replayId) {
        try {
            return Optional.of(client.get(RequestPath.of(PREFIX + "/replay-requests", replayId))
                    .body());
        } catch (ApiException e) {
            if (e.status() != ErrorCode.REPLAY_NOT_FOUND.status() && e.status() != ErrorCode.FORBIDDEN.status()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Asks for an approval of this very request, whatever approval the request names. */
    public Approval requestApproval(ReplayRequest request, CallOptions options) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("request", request.withApproval(null).json());
        return Approval.of(Settled.approval(
                client.post(PREFIX + "/approvals", body, options).body()));
    }

    /**
     * Approvals by their ids.
     *
     * @param state null for any
     * @param environment null for any
     */
    public Page approvals(@Nullable String state, @Nullable String environment, PageQuery query) {
        return page(PREFIX + "/approvals" + query.text() + PageQuery.with("state", state)
                + PageQuery.with("environment", environment));
    }

    public Approval vote(String approvalId, Vote vote, Grounds grounds, CallOptions options) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "vote",
                        switch (vote) {
                            case APPROVE -> "approve";
                            case REJECT -> "reject";
                        });
        grounds.putInto(body);
        String path = RequestPath.of(PREFIX + "/approvals", approvalId, "votes");
        return Approval.of(Settled.approval(client.post(path, body, options).body()));
    }

    /** Revokes; once this answers, no replay begins under the approval. */
    public Approval revoke(String approvalId, Grounds grounds, CallOptions options) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        grounds.putInto(body);
        String path = RequestPath.of(PREFIX + "/approvals", approvalId, "revoke");
        return Approval.of(Settled.approval(client.post(path, body, options).body()));
    }

    private Page page(String path) {
        return Page.of(client.get(path).body());
    }

    /**
     * Escalations by their ids.
     *
     * @param state raised, acknowledged or resolved; null for any
     */
    public Page escalations(@Nullable String state, PageQuery query) {
        return page(PREFIX + "/escalations" + query.text() + PageQuery.with("state", state));
    }

    /** @param move ack or resolve */
    public JsonNode moveEscalation(String escalationId, String move, String note, CallOptions options) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("note", note);
        String path = RequestPath.of(PREFIX + "/escalations", escalationId, move);
        return Settled.escalation(client.post(path, body, options).body());
    }

    private static String path(RegistryKind kind, String key) {
        return RequestPath.of(PREFIX + "/" + kind.path(), key);
    }
}
