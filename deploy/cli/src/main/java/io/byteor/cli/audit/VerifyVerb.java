package io.byteor.cli.audit;

import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Verification;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.verb.ConnectionOptions;
import io.byteor.cli.verb.Verb;
import io.byteor.launcher.credential.Principal;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies one replay, the whole store, or, with nothing running, a receipt. */
@Command(
        name = "verify",
        description = {
            "Verify a replay, or the whole audit store: exit 0 only when all is intact, or retired.",
            "With --receipt: check a receipt against its bundle here, with nothing running."
        })
final class VerifyVerb extends Verb {
    private static final Duration WAIT = Duration.ofSeconds(5);

    @Parameters(paramLabel = "REPLAY_ID", arity = "0..1", description = "Default: everything.")
    private @Nullable String replayId;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Leave out what was taken before, as far as an earlier checkpoint vouches for it.")
    private @Nullable Instant since;

    @Option(names = "--receipt", paramLabel = "FILE", description = "A receipt to check.")
    private @Nullable Path receipt;

    @Option(names = "--bundle", paramLabel = "DIR", description = "The replayed bundle's folder, for --receipt.")
    private @Nullable Path bundle;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "A public key in PEM that receipts may be signed with. Repeatable. Default: the local system's.")
    private List<Path> keys = List.of();

    @Mixin
    private ConnectionOptions connection;

    @Override
    protected ExitCode run(Console console) {
        if (receipt != null) {
            refuse("REPLAY_ID", replayId, "not together with --receipt");
            refuse("--since", since, "not together with --receipt");
            return receipt(receipt, console);
        }
        refuse("--bundle", bundle, "only together with --receipt");
        refuse("--key", keys.isEmpty() ? null : keys, "only together with --receipt");
        refuse("--since", replayId == null ? null : since, "not together with REPLAY_ID");
        AuditApi audit = new AuditApi(connection.open(Principal.ANALYST));
        if (replayId == null) {
            StoreSummary summary = StoreSummary.of(audit, since);
            console.answer(JsonForm.of(summary), summary.text());
            return summary.sound() ? ExitCode.OK : ExitCode.SAID_NO;
        }
        Verification verification = audit.verify(replayId, WAIT);
        console.answer(verification.document(), VerificationText.of(verification));
        return verification.sound() ? ExitCode.OK : ExitCode.SAID_NO;
    }

    /** Whoever says it expects something of it. */
    private static void refuse(String ignored, @Nullable Object value, String allowed) {
        if (value != null) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, allowed, ignored, value);
        }
    }

    private ExitCode receipt(Path file, Console console) {
        if (bundle == null) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "the bundle that was replayed", "--bundle", null);
        }
        CheckedReceipt checked =
                CheckedReceipt.of(file, bundle, keys.isEmpty() ? List.of(connection.auditKey()) : keys);
        console.answer(JsonForm.of(checked), checked.text());
        return checked.holds() ? ExitCode.OK : ExitCode.SAID_NO;
    }
}
