package io.byteor.audit.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident.
 *
 * @param title of its first bundle
 * @param environments those it was captured in, in order of their names; agents and pipelines likewise
 * @param bundles how many were captured of it
 * @param replays how many were asked for, those rejected and those not decided yet included
 * @param approvedAt when the first execute was accepted that people had approved; null where none was
 */
public record IncidentView(
        String incidentId,
        String title,
        List<String> environments,
        List<String> agents,
        List<String> pipelines,
        long bundles,
        long replays,
        Instant firstCapturedAt,
        Instant lastCapturedAt,
        @Nullable Instant approvedAt) {
    public IncidentView {
        environments = List.copyOf(environments);
        agents = List.copyOf(agents);
        pipelines = List.copyOf(pipelines);
    }
}
