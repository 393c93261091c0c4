package io.byteor.cli.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.verb.ActionConditions;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.cli.verb.OriginOption;
import io.byteor.launcher.credential.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private ActionConditions conditions;

    @Mixin
    private OriginOption origin;

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
        try {
            ObjectNode exported = new ExportedFile(new AuditApi(client), out)
                    .take(text(of), text(format), origin.and(conditions.conditions()), Duration.ofSeconds(seconds));
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
