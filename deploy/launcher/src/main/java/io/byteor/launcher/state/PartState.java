package io.byteor.launcher.state;

import io.byteor.launcher.part.Endpoint;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.process.ProcessIdentity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One started process.
 *
 * @param startMillis from its start until it served; null until then
 */
public record PartState(
        Part part,
        ProcessIdentity process,
        Endpoint endpoint,
        @Nullable Long startMillis) {

    PartState servingAfter(Duration took) {
        return new PartState(part, process, endpoint, took.toMillis());
    }
}
