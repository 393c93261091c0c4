package io.byteor.audit.http.parameter;

import io.byteor.audit.query.Wanted;
import io.byteor.audit.query.Window;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What approvals are narrowed by. */
public class ApprovalParameters {
    @Parameter(description = "requested, approved, reserved, started, rejected, revoked or expired, as last recorded")
    @QueryParam("state")
    @Nullable
    String state;

    @QueryParam("environment")
    @Nullable
    String environment;

    @Parameter(description = "Who asked: issuer#subject, or the subject alone")
    @QueryParam("requester")
    @Nullable
    String requester;

    @Parameter(description = "One of those who voted for it: issuer#subject")
    @QueryParam("approver")
    @Nullable
    String approver;

    @Parameter(description = "Id of the bundle that is to be replayed")
    @QueryParam("bundle")
    @Nullable
    String bundle;

    /** @param requested when it was asked for */
    public Wanted.Approvals wanted(Window requested) {
        return new Wanted.Approvals(
                Checked.approvalState(state),
                Checked.name("environment", environment),
                Checked.text("requester", requester),
                Checked.text("approver", approver),
                Checked.digest("bundle", bundle),
                requested);
    }
}
