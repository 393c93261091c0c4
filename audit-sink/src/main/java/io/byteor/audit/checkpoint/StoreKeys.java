package io.byteor.audit.checkpoint;

import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.KnownKeys;
import io.byteor.schemas.signature.SigningKey;
import java.util.Optional;

/**
 * The keys of the store. Thread-safe.
 *
 * @param signing what checkpoints and receipts are signed with; empty where none are made
 * @param known the keys whose signatures count, that of the signing key among them
 */
public record StoreKeys(Optional<SigningKey> signing, KnownKeys known) {

    /** The keys of a store that signs with the first and trusts the others too. */
    public static StoreKeys of(Optional<SigningKey> signing, KnownKeys others) {
        return new StoreKeys(
                signing, signing.map(key -> others.and(key.verifyingKey())).orElse(others));
    }

    /** Whether an envelope is signed, by one of them or by another. */
    public Signed check(Envelope envelope) {
        if (known.signer(envelope).isPresent()) {
            return Signed.KNOWN;
        }
        return known.claimed(envelope) ? Signed.FORGED : Signed.UNKNOWN;
    }

    /** What a signature is worth. */
    public enum Signed {
        /** One of the known keys signed. */
        KNOWN,
        /** Some other key may have signed. */
        UNKNOWN,
        /** It names a known key, which did not sign. */
        FORGED
    }
}
