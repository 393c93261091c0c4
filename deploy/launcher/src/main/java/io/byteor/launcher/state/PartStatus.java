package io.byteor.launcher.state;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The launcher or a part, as it was found.
 *
 * @param health {@code starting}, {@code ready}, {@code not ready} or {@code gone}
 * @param startTook until it served; null while it does not
 * @param residentBytes of its process and all below; empty where that cannot be told
 */
public record PartStatus(
        String name,
        long pid,
        String address,
        Health health,
        Instant startedAt,
        @Nullable Duration startTook,
        OptionalLong residentBytes) {

    /** What a look at a process tells. */
    public enum Health {
        STARTING("starting"),
        READY("ready"),
        NOT_READY("not ready"),
        GONE("gone");

        private final String text;

        Health(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
