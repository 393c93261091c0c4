package io.byteor.e2e.simulation;

import io.byteor.runner.target.Parcel;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.util.Objects;

/**
 * An effect that arrived at a target beyond our own cluster.
 *
 * @param origin input lane, slash, sequence
 * @param key of idempotency
 */
record Taken(String replayId, String origin, String key) {
    static Taken of(Owner owner, Parcel parcel) {
        return new Taken(
                owner.ticket().replayId(),
                header(parcel, ProvenanceHeader.ORIGIN),
                header(parcel, ProvenanceHeader.IDEMPOTENCY_KEY));
    }

    private static String header(Parcel parcel, String name) {
        return Objects.requireNonNull(parcel.provenance().headers().get(name));
    }
}
