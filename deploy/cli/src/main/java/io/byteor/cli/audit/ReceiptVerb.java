package io.byteor.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.launcher.credential.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gets a receipt. */
@Command(
        name = "receipt",
        description = "Get the signed receipt of a replay, to be checked later by `byteor audit verify --receipt`.")
final class ReceiptVerb extends ClientVerb {
    @Parameters(paramLabel = "REPLAY_ID")
    private String replayId;

    @Option(names = "--out", paramLabel = "FILE", description = "Write it there. Default: print it.")
    private @Nullable Path out;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long to wait for the audit to be there. Default: ${DEFAULT-VALUE}.")
    private long seconds;

    ReceiptVerb() {
        super(Principal.ANALYST);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        JsonNode receipt = new AuditApi(client).receipt(replayId, Duration.ofSeconds(seconds));
        if (out == null) {
            console.answer(receipt, JsonForm.indented(receipt));
            return ExitCode.OK;
        }
        try {
            Files.writeString(out, JsonForm.line(receipt) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JsonNode written =
                JsonForm.mapper().createObjectNode().put("replayId", replayId).put("file", out.toString());
        console.answer(written, new Fields().addAll(written, "replayId", "file"));
        return ExitCode.OK;
    }
}
