package io.byteor.cli.escalation;

import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.EscalationQuery;
import io.byteor.cli.api.Page;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.cli.verb.PageOptions;
import io.byteor.launcher.credential.Principal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a page of all escalations that ever were. */
@Command(name = "history", description = "A page of all escalations that were recorded, the newest first.")
final class HistoryVerb extends ClientVerb {
    @Option(names = "--state", paramLabel = "STATE", description = "Only those that are ${COMPLETION-CANDIDATES}.")
    private @Nullable State state;

    @Option(names = "--cause", paramLabel = "CAUSE", description = "Only those raised for it.")
    private @Nullable String cause;

    @Option(names = "--subject", paramLabel = "NAME", description = "Only those about it.")
    private @Nullable String subject;

    @Option(names = "--env", paramLabel = "NAME", description = "Only those of the environment.")
    private @Nullable String environment;

    @Option(names = "--replay", paramLabel = "REPLAY_ID", description = "Only those that this request raised.")
    private @Nullable String replayId;

    @Mixin
    private PageOptions page;

    HistoryVerb() {
        super(Principal.ANALYST);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        EscalationQuery wanted = new EscalationQuery(
                state == null ? null : state.toString(), cause, subject, environment, replayId, page.query());
        Page escalations = new AuditApi(client).escalations(wanted);
        console.answer(escalations.document(), EscalationText.lines(escalations));
        return ExitCode.OK;
    }
}
