package io.byteor.cli.capture;

import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.verb.InputFile;
import io.byteor.cli.verb.Verb;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.signing.BundleSignature;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.signature.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a bundle directory. */
@Command(name = "sign", description = "Verify a bundle directory and put a signature into it; its id stays.")
final class SignVerb extends Verb {
    @Parameters(paramLabel = "DIR", description = "The bundle's directory.")
    private Path directory;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "An Ed25519 private key, PKCS#8 in PEM.")
    private Path key;

    /**
     * What was signed.
     *
     * @param bundleId the bundle
     * @param keyId names the key
     * @param signature its path in the bundle
     */
    record Signed(String bundleId, String keyId, String signature) {}

    @Override
    protected ExitCode run(Console console) {
        SigningKey signing = key(key);
        if (!Files.isDirectory(directory)) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "the directory of a bundle", "DIR", directory);
        }
        try {
            VerifiedBundle bundle =
                    new BundleVerifier(BundleLimits.STANDARD).examine(directory).orThrow();
            var document = JsonForm.of(sign(directory, bundle.bundleId(), bundle.incident(), signing));
            console.answer(document, new Fields().addAll(document, "bundleId", "keyId", "signature"));
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SigningKey key(Path file) {
        return SigningKey.parse(new String(InputFile.bytes(file), StandardCharsets.US_ASCII), file.toString());
    }

    static Signed sign(Path directory, Digest bundleId, Incident incident, SigningKey key) throws IOException {
        byte[] signature = BundleSignature.sign(bundleId, incident, key);
        return new Signed(bundleId.toString(), key.keyId(), BundleSignature.addTo(directory, signature));
    }
}
