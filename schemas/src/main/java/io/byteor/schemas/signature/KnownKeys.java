package io.byteor.schemas.signature;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The public keys that are trusted, old ones too: what a key signed before it was replaced stays signed. Thread-safe. */
public record KnownKeys(List<VerifyingKey> keys) {
    private static final int LARGEST = 1 << 14;

    public KnownKeys {
        keys = List.copyOf(keys);
    }

    /**
     * Reads keys in PEM.
     *
     * @param places files, and folders whose {@code .pem} files are meant
     * @throws ByteorException REQUEST_INVALID where one cannot be read or is no Ed25519 public key
     */
    public static KnownKeys read(List<Path> places) {
        List<VerifyingKey> keys = new ArrayList<>();
        for (Path place : places) {
            try {
                for (Path file : files(place)) {
                    keys.add(VerifyingKey.parse(text(file), file.toString()));
                }
            } catch (IOException e) {
                throw new ByteorException(
                        ErrorCode.REQUEST_INVALID, "a public key that can be read", place.toString(), null, e);
            }
        }
        return new KnownKeys(keys);
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".pem"))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LARGEST), StandardCharsets.US_ASCII);
        }
    }

    /** With another one. */
    public KnownKeys and(VerifyingKey key) {
        return new KnownKeys(Stream.concat(keys.stream(), Stream.of(key)).toList());
    }

    /** Which of the keys signed, by its id; empty where none did. */
    public Optional<String> signer(Envelope envelope) {
        return keys.stream()
                .filter(envelope::isSignedBy)
                .map(VerifyingKey::keyId)
                .findFirst();
    }

    /** Whether the envelope says that one of the keys signed it, true or not. */
    public boolean claimed(Envelope envelope) {
        return envelope.signatures().stream()
                .anyMatch(signature -> keys.stream().anyMatch(key -> key.keyId().equals(signature.keyId())));
    }
}
