package io.byteor.audit.http;

import io.byteor.audit.access.Access;
import io.byteor.audit.access.AccessEnd;
import io.byteor.audit.access.AccessLog;
import io.byteor.audit.checkpoint.Checkpointing;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.config.SinkConfig;
import io.byteor.audit.http.parameter.ReplayParameters;
import io.byteor.audit.http.parameter.TimeParameters;
import io.byteor.audit.mask.Mask;
import io.byteor.audit.mask.Shown;
import io.byteor.audit.query.ActionView;
import io.byteor.audit.query.AuditQueries;
import io.byteor.audit.query.Page;
import io.byteor.audit.query.ReplayPlace;
import io.byteor.audit.query.ReplayView;
import io.byteor.audit.receipt.Receipts;
import io.byteor.audit.verify.Verdict;
import io.byteor.audit.verify.Verification;
import io.byteor.audit.verify.Verifications;
import io.byteor.audit.verify.stored.Snapshot;
import io.byteor.schemas.access.AccessKind;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Replays, their audits and their actions. What has not arrived yet is answered 404 with Retry-After. */
@Path("/audit/v1/replays")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Readers.ANALYST, Readers.OPERATOR, Readers.APPROVER, Readers.ADMIN})
@Tag(name = "replays")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class ReplayResource {
    private final AuditQueries queries;
    private final Verifications verifications;
    private final Receipts receipts;
    private final SinkConfig config;
    private final InstantSource clock;
    private final Claim claim;
    private final AccessLog accesses;

    ReplayResource(
            AuditQueries queries,
            Snapshot.Source store,
            StoreKeys keys,
            Checkpointing checkpointing,
            SinkConfig config,
            InstantSource clock,
            Claim claim,
            AccessLog accesses) {
        this.queries = queries;
        this.verifications = new Verifications(store, keys);
        this.receipts = new Receipts(store, keys, checkpointing);
        this.config = config;
        this.clock = clock;
        this.claim = claim;
        this.accesses = accesses;
    }

    @GET
    @Operation(
            summary = "Replays within the token's environments, the newest first",
            description = "All filters hold together; from and to are about when the replay was asked for.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.FILTERED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.REPLAYS)))
    public Page<ReplayView> replays(
            @BeanParam ReplayParameters parameters,
            @BeanParam TimeParameters requested,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) String limit) {
        return queries.replays(parameters.wanted(requested.window()), claim.reach(), after, Limit.of(limit));
    }

    @GET
    @Path("{replayId}")
    @Operation(summary = "One replay as it stands")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "completed", value = Examples.REPLAY)))
    public ReplayView replay(@RestPath String replayId) {
        ReplayView replay = queries.replay(replayId).orElseThrow(() -> unknown(replayId));
        admit(replayId, replay.environment(), replay.decision() != null || replay.outcome() != null);
        return replay;
    }

    private ReplayPlace place(String replayId) {
        ReplayPlace place = queries.place(replayId).orElseThrow(() -> unknown(replayId));
        admit(replayId, place.environment(), place.settled());
        return place;
    }

    /** Lets the caller read what is there of the replay. As long as nobody knows where it lies, it may yet lie within the claim. */
    private void admit(String replayId, @Nullable String environment, boolean settled) {
        if (environment == null && !settled && !claim.reach().all()) {
            throw pending(replayId, "the replay's environment has not arrived yet");
        }
        claim.require(environment);
    }

    @GET
    @Path("{replayId}/audit")
    @Operation(
            summary = "The audit, byte for byte as it was written",
            description = "Its differences quote payloads, so every reading leaves an access record.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "refused", value = Examples.AUDIT)))
    public Shown audit(@RestPath String replayId) {
        ReplayPlace replay = place(replayId);
        Mask mask = claim.mask();
        Shown audit = mask.shown(recorded(replayId));
        account(AccessKind.AUDIT, replay, mask, audit);
        return audit;
    }

    @GET
    @Path("{replayId}/actions")
    @Operation(summary = "The actions that have arrived, in order")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.ACTIONS)))
    public Page<ActionView> actions(
            @RestPath String replayId,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) String limit) {
        int checked = Limit.of(limit);
        return queries.actions(place(replayId), after, checked);
    }

    @GET
    @Path("{replayId}/verify")
    @Operation(
            summary = "Whether all that is stored of the replay is what was taken",
            description =
                    "Takes every leaf and the tree anew from the stored columns and holds them against the audit,"
                            + " the audit and all other records of the replay against the signed checkpoints, and its row"
                            + " against its records. While actions are still arriving behind their audit the answer is 404 with Retry-After.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "intact", value = Examples.VERIFICATION)))
    public VerificationView verify(@RestPath String replayId) {
        place(replayId);
        Verification verification = verifications.verify(replayId);
        if (verification.actions().verdict() == Verdict.TRUNCATED
                && verification.pending(clock.instant(), config.settleTime())) {
            throw pending(replayId, "actions of the replay are still arriving");
        }
        return VerificationView.of(verification);
    }

    @GET
    @Path("{replayId}/receipt")
    @Operation(
            summary = "A signed receipt, to be checked where nothing runs",
            description =
                    "An in-toto statement about the replayed bundle in a DSSE envelope, with the audit and the proof that"
                            + " it stands in a signed log. Given only for a replay that verifies intact, and leaves an access record.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "receipt", value = Examples.RECEIPT)))
    public Shown receipt(@RestPath String replayId) {
        ReplayPlace replay = place(replayId);
        Mask mask = claim.mask();
        if (mask.hidesAnyOf(recorded(replayId))) {
            throw new ByteorException(
                    ErrorCode.FORBIDDEN, "a receipt holds the whole audit, of which parts are hidden from the role");
        }
        Shown receipt = mask.shown(new String(receipts.receipt(replayId).encoded(), StandardCharsets.UTF_8));
        account(AccessKind.RECEIPT, replay, mask, receipt);
        return receipt;
    }

    private String recorded(String replayId) {
        return queries.audit(replayId)
                .orElseThrow(() -> pending(replayId, "the replay has not been audited yet"))
                .json();
    }

    private void account(AccessKind kind, ReplayPlace replay, Mask mask, Shown document) {
        accesses.whole(
                Access.ofReplay(claim.reader(), kind, replay.replayId(), replay.environment(), mask.paths()),
                AccessEnd.whole(document.json().getBytes(StandardCharsets.UTF_8)));
    }

    private static ByteorException unknown(String replayId) {
        return pending(replayId, "no replay of this id has arrived");
    }

    private static ByteorException pending(String replayId, String detail) {
        return new ByteorException(ErrorCode.REPLAY_NOT_FOUND, detail, "replayId", replayId);
    }
}
