package io.byteor.cli.verify;

import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.verb.ConnectionOptions;
import io.byteor.cli.verb.Verb;
import io.byteor.launcher.credential.Principal;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.bag.BagVerifier;
import io.byteor.schemas.bundle.verify.BundleSource;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a bundle on this machine, wherever it comes from. */
@Command(name = "verify", description = "Judge a bundle here, also one that is stored: exit 0 only when it is valid.")
public final class VerifyVerb extends Verb {
    @Parameters(
            paramLabel = "BUNDLE",
            description = "A folder, a tar (plain, gzip or zstandard), or the id of a stored bundle.")
    private String bundle;

    @Option(
            names = "--layer",
            paramLabel = "LAYER",
            defaultValue = "bundle",
            description = "bundle, or bag: as any BagIt bag (RFC 8493, and 0.93 to 0.97). Default: ${DEFAULT-VALUE}.")
    private Layer layer;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "A public key in PEM; valid only if it, or another one that is given, signed. Repeatable.")
    private List<Path> trusted = List.of();

    @Mixin
    private ConnectionOptions connection;

    @Override
    protected ExitCode run(Console console) {
        if (layer == Layer.BAG && !trusted.isEmpty()) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "bundles have signatures, bags have not", "--trust", layer);
        }
        Judged judged = judge(BundlePlace.of(bundle));
        console.answer(JsonForm.of(judged), judged.text());
        return judged.valid() ? ExitCode.OK : ExitCode.SAID_NO;
    }

    private Judged judge(BundlePlace place) {
        try {
            return switch (place) {
                case BundlePlace.Folder folder -> judge(folder.source());
                case BundlePlace.Tar tar -> judge(tar);
                case BundlePlace.Stored stored -> judge(stored);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Judged judge(BundleSource source) throws IOException {
        TrustedSignatures signatures = new TrustedSignatures(trusted);
        if (layer == Layer.BAG) {
            return Judged.bag(new BagVerifier().examine(source));
        }
        try {
            return signatures.judge(verifier().examine(source, signatures));
        } catch (ByteorException e) {
            return Judged.refused(e);
        }
    }

    private Judged judge(BundlePlace.Tar tar) throws IOException {
        TrustedSignatures signatures = new TrustedSignatures(trusted);
        if (layer == Layer.BAG) {
            return judge(tar.source());
        }
        try (InputStream archive = Files.newInputStream(tar.archive())) {
            return signatures.judge(verifier().examine(archive, signatures));
        } catch (ByteorException e) {
            return Judged.refused(e);
        }
    }

    /** Every byte passes here, so that ingest need not be believed. */
    private Judged judge(BundlePlace.Stored stored) {
        TrustedSignatures signatures = new TrustedSignatures(trusted);
        if (layer == Layer.BAG) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "a stored bundle is judged as a bundle", "--layer", layer);
        }
        CaptureApi ingest = new CaptureApi(connection.open(Principal.OPERATOR));
        return ingest.download(stored.bundleId().toString(), (_, archive) -> {
            try {
                return signatures.judge(verifier().examine(archive, signatures).against(stored.bundleId()));
            } catch (ByteorException e) {
                return Judged.refused(e);
            }
        });
    }

    private static BundleVerifier verifier() {
        return new BundleVerifier(BundleLimits.STANDARD);
    }
}
