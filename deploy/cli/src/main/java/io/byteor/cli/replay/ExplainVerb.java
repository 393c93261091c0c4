package io.byteor.cli.replay;

import io.byteor.cli.api.Explanation;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.launcher.credential.Principal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what would become of a request, in the words that would file it. */
@Command(
        name = "explain",
        description = "What would be decided about a dry-run or an execute, and what it would come to. Files nothing.")
final class ExplainVerb extends ClientVerb {
    @Option(names = "--execute", description = "Explain an execute. Default: a dry-run.")
    private boolean execute;

    @Mixin
    private ExecuteOptions options;

    @Option(
            names = "--candidate",
            paramLabel = "HASH",
            description = "Walk this registered version instead of the bundle's.")
    private @Nullable String candidate;

    @Option(names = "--approval", paramLabel = "ID", description = "The approval of this very request.")
    private @Nullable String approvalId;

    ExplainVerb() {
        super(Principal.OPERATOR);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        ReplayRequest request = options.explained(execute, candidate).withApproval(approvalId);
        Explanation explanation = new GovernApi(client).explain(request);
        console.answer(explanation.document(), ReplayText.explanation(explanation));
        return explanation.accepted() ? ExitCode.OK : ExitCode.SAID_NO;
    }
}
