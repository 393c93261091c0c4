package io.byteor.cli.governance;

import java.util.Locale;

/** What a pipeline version may be used for. */
enum PipelineStatus {
    ACTIVE,
    CANDIDATE,
    DEPRECATED,
    WITHDRAWN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
