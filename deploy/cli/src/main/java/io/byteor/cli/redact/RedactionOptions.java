package io.byteor.cli.redact;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which what is captured is redacted before it stands anywhere else. */
public final class RedactionOptions {
    @Option(
            names = "--redact",
            paramLabel = "FILE",
            description = "Redact it by these rules; only the redacted bundle is left.")
    private @Nullable Path rules;

    @Option(
            names = "--redact-key",
            paramLabel = "FILE",
            description = "The key of the pseudonyms: a file of at least 32 random bytes.")
    private @Nullable Path key;

    /**
     * The redaction that was asked for; null where none was.
     *
     * @throws ByteorException as {@link Redaction#of}; REQUEST_INVALID for a key without rules
     */
    public @Nullable Redaction redaction() {
        if (rules == null && key != null) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "rules, by --redact", "--redact-key", key);
        }
        return rules == null ? null : Redaction.of(rules, key, "--redact-key");
    }
}
