package io.byteor.cli.capture;

import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.verb.CommandVerb;
import io.byteor.launcher.credential.Principal;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Uploads a bundle directory. */
@Command(name = "push", description = "Verify a bundle directory and upload it.")
final class PushVerb extends CommandVerb {
    private static final Duration LONGEST = Duration.ofHours(1);

    @Parameters(paramLabel = "DIR", description = "The bundle's directory.")
    private Path directory;

    PushVerb() {
        super(Principal.AGENT);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        requireValid(directory);
        CallOptions options = new CallOptions(callOptions().idempotencyKey(), LONGEST);
        CaptureApi.Stored stored = new CaptureApi(client).push(() -> TarStream.open(directory), options);
        console.answer(
                stored.document(),
                new Fields()
                        .addAll(stored.document(), "bundleId", "incidentId", "files", "bytes", "directory")
                        .add("stored", stored.created() ? "now" : "before"));
        return ExitCode.OK;
    }

    private static void requireValid(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "the directory of a bundle", "DIR", directory);
        }
        try {
            new BundleVerifier(BundleLimits.STANDARD).examine(directory).orThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
