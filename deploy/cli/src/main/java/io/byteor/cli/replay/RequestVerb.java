package io.byteor.cli.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.api.Audit;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Decision;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.ApiException;
import io.byteor.cli.http.NoAnswerException;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.verb.CommandVerb;
import io.byteor.launcher.credential.Principal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Asks for a replay and, unless told otherwise, waits for its audit. */
abstract class RequestVerb extends CommandVerb {
    private static final int NOT_FOUND = 404;

    @Option(names = "--approval", paramLabel = "ID", description = "The approval of this very request.")
    private @Nullable String approvalId;

    @ArgGroup
    private Wait wait = new Wait();

    static final class Wait {
        @Option(names = "--wait", paramLabel = "SECONDS", description = "How long to wait for the audit. Default: 300.")
        private long seconds = 300;

        @Option(names = "--no-wait", description = "Do not wait for the audit; look later with `replay status`.")
        private boolean none;
    }

    RequestVerb() {
        super(Principal.OPERATOR);
    }

    /** What to ask for, under no approval yet; may register first what it names. */
    abstract ReplayRequest request(GovernApi govern, Console console);

    @Override
    protected final ExitCode run(ApiClient client, Console console) {
        GovernApi govern = new GovernApi(client);
        ReplayRequest request = request(govern, console).withApproval(approvalId);
        Decision decision = govern.request(request, callOptions());
        Fields fields = ReplayText.decision(decision);
        if (!decision.accepted() || wait.none) {
            console.answer(decision.document(), fields);
            return decision.accepted() ? ExitCode.OK : ExitCode.SAID_NO;
        }
        console.progress("accepted as " + decision.replayId() + "; waiting for its audit");
        Audit audit = audit(client, decision.replayId(), console);
        console.answer(withAudit(decision, audit), ReplayText.audit(fields, audit));
        return audit.completed() ? ExitCode.OK : ExitCode.SAID_NO;
    }

    private Audit audit(ApiClient client, String replayId, Console console) {
        try {
            return new AuditApi(client).audit(replayId, Duration.ofSeconds(wait.seconds), new WaitingLine(console));
        } catch (ApiException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            throw new NoAnswerException(
                    "not audited within %d s; look later with `byteor replay audit %s`"
                            .formatted(wait.seconds, replayId),
                    client.url(),
                    e);
        }
    }

    /** The gateway's answer with the audit beside it. */
    private static ObjectNode withAudit(Decision decision, Audit audit) {
        ObjectNode answer = decision.document().deepCopy();
        answer.set("audit", audit.document());
        return answer;
    }
}
