package io.byteor.cli.approval;

import io.byteor.cli.api.Approval;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.Grounds;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.verb.CommandVerb;
import io.byteor.launcher.credential.Principal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says something about an approval that stands, with a reason. */
abstract class SettleVerb extends CommandVerb {
    @Parameters(paramLabel = "APPROVAL_ID")
    private String approvalId;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why; it is kept with the approval.")
    private String reason;

    @Option(names = "--ticket", paramLabel = "ID", description = "Where it is tracked.")
    private @Nullable String ticket;

    SettleVerb() {
        super(Principal.APPROVER);
    }

    abstract Approval settle(GovernApi govern, String approval, Grounds grounds, CallOptions options);

    @Override
    protected final ExitCode run(ApiClient client, Console console) {
        Approval approval = settle(new GovernApi(client), approvalId, new Grounds(reason, ticket), callOptions());
        console.answer(approval.document(), ApprovalText.of(approval));
        return ExitCode.OK;
    }
}
