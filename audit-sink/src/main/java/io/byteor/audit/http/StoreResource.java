package io.byteor.audit.http;

import io.byteor.audit.checkpoint.PublishedCheckpoints;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.config.AuditConfig;
import io.byteor.audit.config.SinkConfig;
import io.byteor.audit.http.parameter.Checked;
import io.byteor.audit.query.Page;
import io.byteor.audit.query.store.Lists;
import io.byteor.audit.verify.Place;
import io.byteor.audit.verify.StoreVerifications;
import io.byteor.audit.verify.Verified;
import io.byteor.audit.verify.stored.Snapshot;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The store as a whole. */
@Path("/audit/v1/verify")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Readers.ANALYST, Readers.ADMIN})
@Tag(name = "store")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class StoreResource {
    /** A checkpoint made right after an interval goes out at the end of the next one; a second leaves time for that. */
    private static final int INTERVALS_TO_PUBLISH = 2;

    /** Where intervals are shorter than a topic may take to answer. */
    private static final Duration LEAST_TO_PUBLISH = Duration.ofMinutes(1);

    private final StoreVerifications verifications;
    private final Lists lists;
    private final Claim claim;

    StoreResource(
            Snapshot.Source store,
            StoreKeys keys,
            PublishedCheckpoints published,
            InstantSource clock,
            SinkConfig config,
            AuditConfig audit,
            Lists lists,
            Claim claim) {
        this.verifications = new StoreVerifications(
                store, keys, published, clock, config.settleTime(), publishTime(audit.checkpointInterval()));
        this.lists = lists;
        this.claim = claim;
    }

    private static Duration publishTime(Duration interval) {
        Duration intervals = interval.multipliedBy(INTERVALS_TO_PUBLISH);
        return intervals.compareTo(LEAST_TO_PUBLISH) > 0 ? intervals : LEAST_TO_PUBLISH;
    }

    @GET
    @Operation(
            summary = "Whether all that is stored is what was taken, a page at a time",
            description =
                    "First the checkpoints, then every log, then every replay, bundle, approval, escalation, entry of the"
                            + " registry and access. Since a time: leaves out those of which no record was taken since, and what of checkpoints and"
                            + " logs the last checkpoint before covers. For those alone whose claim is all environments.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.EVERY)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.VERIFIED)))
    public Page<VerifiedView> verify(
            @QueryParam("since") @Nullable String since,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) String limit) {
        if (!claim.reach().all()) {
            throw new ByteorException(ErrorCode.FORBIDDEN, "the token has no claim to all environments");
        }
        int checked = Limit.of(limit);
        Instant from = Checked.time("since", since);
        String question = "verify since " + from;
        Place place = after == null ? null : place(question, after);
        // One more than asked for tells a full page from the last one.
        List<Verified> found = verifications.page(place, from, checked + 1);
        List<Verified> verified = found.subList(0, Math.min(checked, found.size()));
        String next = found.size() == verified.size()
                ? null
                : lists.cursors().sealName(question, verified.getLast().place().text());
        return new Page<>(verified.stream().map(VerifiedView::of).toList(), next);
    }

    private Place place(String question, String after) {
        return Place.parse(lists.cursors().openName(question, "after", after))
                .orElseThrow(() -> new ByteorException(
                        ErrorCode.CURSOR_INVALID, "a cursor is taken from the page before", "after", after));
    }
}
