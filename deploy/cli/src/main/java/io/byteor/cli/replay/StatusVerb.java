package io.byteor.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.ReplayState;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.launcher.credential.Principal;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a replay stands by the audit store and, until it has ended, how far it is by its runner. */
@Command(name = "status", description = "Where a replay stands and, while it runs, how far it is.")
final class StatusVerb extends ClientVerb {
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

    @Parameters(paramLabel = "REPLAY_ID")
    private String replayId;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long to wait for it to be there. Default: ${DEFAULT-VALUE}.")
    private long seconds;

    @Option(names = "--watch", description = "Say how far it is, about each second, until it has ended.")
    private boolean watch;

    StatusVerb() {
        super(Principal.ANALYST);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        AuditApi audit = new AuditApi(client);
        GovernApi govern = new GovernApi(client);
        Duration atMost = Duration.ofSeconds(seconds);
        ReplayState state = audit.replay(replayId, atMost);
        if (watch && state.outcome().isEmpty()) {
            audit.audit(
                    replayId,
                    AS_LONG_AS_IT_TAKES,
                    _ -> govern.progress(replayId).map(ReplayText::progress).ifPresent(console::progress));
            state = audit.replay(replayId, atMost);
        }
        Fields text = new Fields()
                .add("replay", state.replayId())
                .addAll(state.document(), "bundleId", "mode", "environment", "state", "outcome", "reason", "ticket");
        ObjectNode answer = state.document().deepCopy();
        Optional<JsonNode> progress = state.outcome().isEmpty() ? govern.progress(replayId) : Optional.empty();
        progress.ifPresent(told -> {
            answer.set("progress", told);
            text.add("progress", ReplayText.progress(told));
        });
        console.answer(answer, text);
        return ExitCode.OK;
    }
}
