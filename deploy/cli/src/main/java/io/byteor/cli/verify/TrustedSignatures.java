package io.byteor.cli.verify;

import io.byteor.cli.verb.InputFile;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.signing.BundleSignature;
import io.byteor.schemas.bundle.verify.Examination;
import io.byteor.schemas.bundle.verify.Fault;
import io.byteor.schemas.bundle.verify.FileSink;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.signature.VerifyingKey;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps the signatures of a bundle while it is judged, and says which of the trusted keys made them. For one bundle. */
final class TrustedSignatures implements FileSink {
    private static final int MOST_BYTES = 1 << 20;

    private final List<VerifyingKey> trusted;
    private final SortedMap<String, ByteArrayOutputStream> signatures = new TreeMap<>();
    private int bytes;

    /** @throws ByteorException REQUEST_INVALID where one of the files is no public key */
    TrustedSignatures(List<Path> keys) {
        this.trusted = keys.stream()
                .map(key ->
                        VerifyingKey.parse(new String(InputFile.bytes(key), StandardCharsets.US_ASCII), key.toString()))
                .toList();
    }

    @Override
    public OutputStream create(String path) {
        if (trusted.isEmpty() || !path.startsWith(BundleLayout.SIGNATURES)) {
            return OutputStream.nullOutputStream();
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] source, int from, int length) {
                bytes += length;
                if (bytes > MOST_BYTES) {
                    throw new ByteorException(
                            ErrorCode.FILE_TOO_LARGE, "signatures have " + MOST_BYTES + " bytes in all", path, null);
                }
                super.write(source, from, length);
            }
        };
        signatures.put(path, content);
        return content;
    }

    Judged judge(Examination examination) {
        Judged judged = Judged.bundle(examination);
        VerifiedBundle bundle = examination.bundle();
        return trusted.isEmpty() || bundle == null ? judged : signed(judged, bundle);
    }

    private Judged signed(Judged judged, VerifiedBundle bundle) {
        SortedSet<String> signers = new TreeSet<>();
        List<Fault> faults = new ArrayList<>();
        signatures.forEach((path, content) -> {
            try {
                signers.addAll(BundleSignature.signers(content.toByteArray(), path, bundle.bundleId(), trusted));
            } catch (ByteorException e) {
                faults.add(Fault.of(e));
            }
        });
        if (signers.isEmpty() && faults.isEmpty()) {
            faults.add(Fault.of(new ByteorException(
                    ErrorCode.SIGNATURE_INVALID,
                    "a signature of a trusted key",
                    BundleLayout.SIGNATURES,
                    signatures.isEmpty() ? "none" : "those of others")));
        }
        return judged.signedBy(List.copyOf(signers), faults);
    }
}
