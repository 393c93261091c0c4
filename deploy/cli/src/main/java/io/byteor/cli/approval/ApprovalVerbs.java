package io.byteor.cli.approval;

import io.byteor.cli.api.Approval;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.GovernApi.Vote;
import io.byteor.cli.api.Grounds;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.api.ReplayRequest.Mode;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.replay.Candidate;
import io.byteor.cli.replay.ExecuteOptions;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.cli.verb.CommandVerb;
import io.byteor.launcher.credential.Principal;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code byteor approval}. */
@Command(
        name = "approval",
        description = "Ask for the approval of a replay, vote on it, revoke it, list them.",
        subcommands = {
            ApprovalVerbs.Request.class,
            ApprovalVerbs.Approve.class,
            ApprovalVerbs.Reject.class,
            ApprovalVerbs.Revoke.class,
            ApprovalVerbs.Show.class,
            ListVerb.class
        })
public final class ApprovalVerbs {

    @Command(name = "request", description = "Ask for the approval of an execute, or dry-run, with these very options.")
    static final class Request extends CommandVerb {
        @Option(
                names = "--mode",
                paramLabel = "MODE",
                defaultValue = "execute",
                description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private Mode mode;

        @Mixin
        private ExecuteOptions options;

        @Mixin
        private Candidate candidate;

        Request() {
            super(Principal.OPERATOR);
        }

        @Override
        protected ExitCode run(ApiClient client, Console console) {
            GovernApi govern = new GovernApi(client);
            Approval approval = govern.requestApproval(request(govern, console), callOptions());
            console.answer(approval.document(), ApprovalText.of(approval));
            return ExitCode.OK;
        }

        private ReplayRequest request(GovernApi govern, Console console) {
            return switch (mode) {
                case DRY_RUN -> options.dryRun(candidate, govern, console);
                case EXECUTE -> {
                    candidate.refuse();
                    yield options.execute();
                }
            };
        }
    }

    @Command(name = "approve", description = "Vote for it.")
    static final class Approve extends SettleVerb {
        @Override
        Approval settle(GovernApi govern, String approval, Grounds grounds, CallOptions options) {
            return govern.vote(approval, Vote.APPROVE, grounds, options);
        }
    }

    @Command(name = "reject", description = "Vote against it.")
    static final class Reject extends SettleVerb {
        @Override
        Approval settle(GovernApi govern, String approval, Grounds grounds, CallOptions options) {
            return govern.vote(approval, Vote.REJECT, grounds, options);
        }
    }

    @Command(name = "revoke", description = "Take it back, as long as nothing has begun under it.")
    static final class Revoke extends SettleVerb {
        @Override
        Approval settle(GovernApi govern, String approval, Grounds grounds, CallOptions options) {
            return govern.revoke(approval, grounds, options);
        }
    }

    @Command(name = "show", description = "Show the approval as it stands.")
    static final class Show extends ClientVerb {
        @Parameters(paramLabel = "APPROVAL_ID")
        private String approvalId;

        @Option(
                names = "--wait",
                paramLabel = "SECONDS",
                defaultValue = "5",
                description = "How long to wait for it to be there. Default: ${DEFAULT-VALUE}.")
        private long seconds;

        Show() {
            super(Principal.ANALYST);
        }

        @Override
        protected ExitCode run(ApiClient client, Console console) {
            Approval approval = new AuditApi(client).approval(approvalId, Duration.ofSeconds(seconds));
            console.answer(approval.document(), ApprovalText.of(approval));
            return ExitCode.OK;
        }
    }
}
