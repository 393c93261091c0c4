package io.byteor.runner.progress;

import io.byteor.schemas.event.ReplayProgressed;

/** Where progress is told, without a promise that it arrives. */
@FunctionalInterface
public interface ProgressSink {
    void tell(ReplayProgressed progress);
}
