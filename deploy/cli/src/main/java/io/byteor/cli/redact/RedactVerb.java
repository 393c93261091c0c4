package io.byteor.cli.redact;

import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.push.LocalBundle;
import io.byteor.cli.verb.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Derives a bundle from another. */
@Command(
        name = "redact",
        description = "Derive a bundle in which what must not be passed on is removed, replaced or under a pseudonym.")
public final class RedactVerb extends Verb {
    @Parameters(paramLabel = "BUNDLE", description = "A folder or a tar (plain, gzip or zstandard).")
    private Path bundle;

    @Option(names = "--rules", paramLabel = "FILE", required = true, description = "The rules, a JSON document.")
    private Path rules;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The key of the pseudonyms: a file of at least 32 random bytes. Needed where a rule makes any.")
    private @Nullable Path key;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The directory to make.")
    private Path out;

    @Override
    protected ExitCode run(Console console) {
        Redaction redaction = Redaction.of(rules, key, "--key");
        try {
            Redacted redacted = Files.isDirectory(bundle) ? redactFolder(redaction) : redactArchive(redaction);
            console.answer(JsonForm.of(redacted), redacted.text());
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Redacted redactFolder(Redaction redaction) throws IOException {
        try (LocalBundle parent = LocalBundle.ofDirectory(bundle)) {
            return redaction.redact(parent, out);
        }
    }

    private Redacted redactArchive(Redaction redaction) throws IOException {
        try (PrivateFolder folder = PrivateFolder.beside(out)) {
            LocalBundle parent = new LocalBundle(folder.path(), LocalBundle.unpack(bundle, folder.path()), false);
            return redaction.redact(parent, out);
        }
    }
}
