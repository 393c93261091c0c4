package io.byteor.audit.http.parameter;

import io.byteor.audit.query.Wanted;
import io.byteor.audit.query.Window;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What replays are narrowed by, and with them all that belongs to a replay. */
public class ReplayParameters {
    static final Window ANY_TIME = new Window(null, null);

    @BeanParam
    BundleParameters of = new BundleParameters();

    @Parameter(description = "Id of the replayed bundle")
    @QueryParam("bundle")
    @Nullable
    String bundle;

    @Parameter(description = "dry_run or execute")
    @QueryParam("mode")
    @Nullable
    String mode;

    @Parameter(
            description = "rejected, completed, completed_with_failures, halted, cancelled, corrupt, refused or failed")
    @QueryParam("outcome")
    @Nullable
    String outcome;

    @Parameter(description = "Who asked: issuer#subject, or the subject alone")
    @QueryParam("requester")
    @Nullable
    String requester;

    @Parameter(description = "One of those who approved: issuer#subject")
    @QueryParam("approver")
    @Nullable
    String approver;

    @QueryParam("ticket")
    @Nullable
    String ticket;

    @Parameter(description = "Words that all stand in the reason of the request")
    @QueryParam("reason")
    @Nullable
    String reason;

    /** @param requested when it was asked for */
    public Wanted.Replays wanted(Window requested) {
        Wanted.Bundles bundles = of.wanted(ANY_TIME);
        return new Wanted.Replays(
                bundles.environment(),
                bundles.agent(),
                bundles.incident(),
                Checked.digest("bundle", bundle),
                bundles.specHash(),
                bundles.pipeline(),
                Checked.mode(mode),
                Checked.outcome(outcome),
                Checked.text("requester", requester),
                Checked.text("approver", approver),
                Checked.name("ticket", ticket),
                Checked.text("reason", reason),
                requested);
    }
}
