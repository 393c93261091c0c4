package io.byteor.schemas.bundle.signing;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonForm;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.SigningKey;
import io.byteor.schemas.signature.Statement;
import io.byteor.schemas.signature.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A signature of a bundle: an in-toto statement about its id. It lies beside the bundle's content, so that a bundle's id stays
 * what it is whoever signs it.
 */
public final class BundleSignature {
    /** What the statement says: this is the incident bundle that the signer captured or passed on. */
    public static final String PREDICATE_TYPE = "https://byteor.io/incident-bundle/v1";

    private BundleSignature() {}

    /** Signs; equal input gives equal bytes. */
    public static byte[] sign(Digest bundleId, Incident incident, SigningKey key) {
        JsonForm predicate = new JsonForm()
                .put("incidentId", incident.incidentId())
                .put("agent", incident.agent())
                .put("environment", incident.environment());
        return Statement.of(new Statement.Subject("incident-bundle", bundleId), PREDICATE_TYPE, predicate)
                .sign(key)
                .encoded();
    }

    /**
     * Puts a signature into a bundle directory; the same one again changes nothing.
     *
     * @return its path in the bundle
     */
    public static String addTo(Path bundle, byte[] signature) throws IOException {
        String path = BundleLayout.SIGNATURES + Digest.of(signature).hex() + ".dsse.json";
        Path file = bundle.resolve(path);
        Files.createDirectories(bundle.resolve(BundleLayout.SIGNATURES));
        if (!Files.exists(file)) {
            Path partial = Files.createTempFile(bundle.toAbsolutePath().getParent(), ".signature-", ".partial");
            try {
                Files.write(partial, signature);
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(partial);
            }
        }
        return path;
    }

    /**
     * Says which of the trusted keys signed the bundle; none where the signature is of others.
     *
     * @param path of the signature in the bundle, for errors
     * @throws ByteorException SIGNATURE_INVALID where it is no signature of a bundle, where one that names a trusted key is not
     *     that key's, or where a trusted key says something of another bundle
     */
    public static List<String> signers(byte[] signature, String path, Digest bundleId, List<VerifyingKey> trusted) {
        Envelope envelope = Envelope.parse(signature, path);
        List<String> signers = trusted.stream()
                .filter(envelope::isSignedBy)
                .map(VerifyingKey::keyId)
                .toList();
        for (VerifyingKey key : trusted) {
            boolean named =
                    envelope.signatures().stream().anyMatch(one -> key.keyId().equals(one.keyId()));
            if (named && !signers.contains(key.keyId())) {
                throw new ByteorException(
                        ErrorCode.SIGNATURE_INVALID, "the signature of the key it names", path, key.keyId());
            }
        }
        if (!signers.isEmpty()) {
            requireAbout(Statement.of(envelope, path), bundleId, path);
        }
        return signers;
    }

    private static void requireAbout(Statement statement, Digest bundleId, String path) {
        if (!statement.predicateType().equals(PREDICATE_TYPE)) {
            throw new ByteorException(
                    ErrorCode.SIGNATURE_INVALID,
                    "a statement of type " + PREDICATE_TYPE,
                    path,
                    statement.predicateType());
        }
        List<Digest> digests =
                statement.subjects().stream().map(Statement.Subject::digest).toList();
        if (!digests.contains(bundleId)) {
            throw new ByteorException(
                    ErrorCode.SIGNATURE_INVALID, "a statement about " + bundleId, path, digests.getFirst());
        }
    }
}
