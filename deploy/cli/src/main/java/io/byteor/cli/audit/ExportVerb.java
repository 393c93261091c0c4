package io.byteor.cli.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.ExportQuery;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.launcher.credential.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes rows of many replays into a file. */
@Command(
        name = "export",
        description =
                "Take actions or replays into a file, which is there whole or not at all; leaves an access record.")
final class ExportVerb extends ClientVerb {
    enum Subject {
        ACTIONS,
        REPLAYS
    }

    enum Format {
        NDJSON,
        CSV,
        PARQUET
    }

    @Option(
            names = "--of",
            paramLabel = "ROWS",
            defaultValue = "actions",
            description = "actions or replays. Default: ${DEFAULT-VALUE}.")
    private Subject of;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "ndjson",
            description = "ndjson, csv or parquet. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The file; one that is there is replaced when the new one is whole.")
    private Path out;

    @Option(names = "--env", paramLabel = "NAME", description = "Only those of the environment.")
    private @Nullable String environment;

    @Option(names = "--replay", paramLabel = "REPLAY_ID", description = "Only those of this replay.")
    private @Nullable String replayId;

    @Option(names = "--bundle", paramLabel = "BUNDLE_ID", description = "Only those of this bundle's replays.")
    private @Nullable String bundleId;

    @Option(names = "--mode", paramLabel = "MODE", description = "Only those of this mode: dry_run or execute.")
    private @Nullable String mode;

    @Option(names = "--from", paramLabel = "TIME", description = "Only of replays that were asked for then or later.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only of replays that were asked for before.")
    private @Nullable String to;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long to wait for the rows to begin. Default: ${DEFAULT-VALUE}.")
    private long seconds;

    ExportVerb() {
        super(Principal.ANALYST);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        ExportQuery query = new ExportQuery(text(of), text(format), environment, replayId, bundleId, mode, from, to);
        try {
            ObjectNode exported = new ExportedFile(new AuditApi(client), out).take(query, Duration.ofSeconds(seconds));
            console.answer(
                    exported,
                    new Fields().addAll(exported, "file", "rows", "bytes", "sha256", "accessId", "answeredFrom"));
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
