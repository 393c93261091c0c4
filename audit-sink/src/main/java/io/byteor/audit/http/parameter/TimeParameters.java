package io.byteor.audit.http.parameter;

import io.byteor.audit.query.Window;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** A span of time. */
public class TimeParameters {
    @Parameter(description = "Begin, inclusive, as 2026-11-26T10:00:00Z")
    @QueryParam("from")
    @Nullable
    String from;

    @Parameter(description = "End, exclusive")
    @QueryParam("to")
    @Nullable
    String to;

    public Window window() {
        return Checked.window(from, to);
    }

    public Window hours() {
        return Checked.hours(from, to);
    }
}
