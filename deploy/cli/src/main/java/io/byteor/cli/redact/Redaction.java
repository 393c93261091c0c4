package io.byteor.cli.redact;

import io.byteor.backends.process.Directories;
import io.byteor.cli.push.LocalBundle;
import io.byteor.cli.verb.InputFile;
import io.byteor.cli.verb.ToolVersion;
import io.byteor.schemas.bundle.redaction.BundleRedactor;
import io.byteor.schemas.bundle.redaction.PseudonymKey;
import io.byteor.schemas.bundle.redaction.RedactedBundle;
import io.byteor.schemas.bundle.redaction.RedactionRules;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Derives bundles by rules and a key from files. Not thread-safe. */
public final class Redaction {
    private final RedactionRules rules;
    private final @Nullable PseudonymKey key;

    private Redaction(RedactionRules rules, @Nullable PseudonymKey key) {
        this.rules = rules;
        this.key = key;
    }

    /**
     * Reads rules and key.
     *
     * @param option that names the key, for errors
     * @throws ByteorException as {@link RedactionRules#parse} and {@link PseudonymKey#of}; REQUEST_INVALID where a file cannot be
     *     read, or where a rule makes pseudonyms and there is no key
     */
    public static Redaction of(Path rules, @Nullable Path key, String option) {
        RedactionRules parsed = RedactionRules.parse(InputFile.bytes(rules), rules.toString());
        if (key == null && parsed.makePseudonyms()) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "a key, since a rule makes pseudonyms", option, null);
        }
        return new Redaction(parsed, key == null ? null : PseudonymKey.of(InputFile.bytes(key), key.toString()));
    }

    /**
     * Derives a bundle and verifies it as ingest would. The directory appears whole, or not at all.
     *
     * @throws ByteorException as {@link BundleRedactor}; REQUEST_INVALID where something is there already
     */
    public Redacted redact(LocalBundle parent, Path out) throws IOException {
        // The place as the writer takes it: behind a link, ".." could lead to a folder that somebody else made.
        Path directory = out.toAbsolutePath().normalize();
        RedactedBundle derived = derive(parent, directory);
        try (LocalBundle verified = LocalBundle.ofDirectory(directory)) {
            return Redacted.of(derived, verified.verified(), out);
        } catch (IOException | RuntimeException e) {
            Directories.delete(directory);
            throw e;
        }
    }

    private RedactedBundle derive(LocalBundle parent, Path out) throws IOException {
        try {
            return new BundleRedactor(parent.directory(), parent.verified(), rules, key)
                    .write(out, ToolVersion.NAME, ToolVersion.current());
        } catch (FileAlreadyExistsException e) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "a directory that does not exist yet, or is empty", "--out", out, e);
        }
    }
}
