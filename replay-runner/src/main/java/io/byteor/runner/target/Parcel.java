package io.byteor.runner.target;

import io.byteor.runner.ledger.EffectPlace;
import org.jspecify.annotations.Nullable;

/**
 * An effect on its way beyond our own cluster. The arrays are not copied and must not be changed.
 *
 * @param sequence of the captured record that it comes from
 */
public record Parcel(EffectPlace place, long sequence, byte @Nullable [] key, byte[] payload, Provenance provenance) {}
