package io.byteor.cli.replay;

import io.byteor.cli.api.AuditApi;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.launcher.credential.Principal;
import java.time.Duration;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at one replay in the audit store; what was asked for a moment ago may take a moment to arrive there. */
abstract class LookVerb extends ClientVerb {
    @Parameters(paramLabel = "REPLAY_ID")
    private String replayId;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long to wait for it to be there. Default: ${DEFAULT-VALUE}.")
    private long seconds;

    LookVerb() {
        super(Principal.ANALYST);
    }

    abstract ExitCode look(AuditApi audit, String replay, Duration atMost, Console console);

    @Override
    protected final ExitCode run(ApiClient client, Console console) {
        return look(new AuditApi(client), replayId, Duration.ofSeconds(seconds), console);
    }
}
