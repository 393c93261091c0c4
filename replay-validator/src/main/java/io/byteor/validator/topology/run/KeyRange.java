package io.byteor.validator.topology.run;

import org.jspecify.annotations.Nullable;

/**
 * Keys between two, both included.
 *
 * @param from null for the least there is
 * @param to null for the greatest there is
 * @param backwards from the greatest to the least
 */
public record KeyRange(@Nullable String from, @Nullable String to, boolean backwards) {
    /** Everything that sorts behind the key; all, where it is null. */
    public static KeyRange behind(@Nullable String key) {
        return new KeyRange(key == null ? null : key + '\0', null, false);
    }
}
