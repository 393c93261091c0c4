package io.byteor.validator.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a pipeline version stands in its life. */
public enum PipelineStatus {
    CANDIDATE,
    ACTIVE,
    DEPRECATED,
    WITHDRAWN;

    /** Whether an execute may run it. */
    public boolean executable() {
        return this == ACTIVE || this == DEPRECATED;
    }

    /** The status as documents and events write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PipelineStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
