package io.byteor.audit.incident;

import io.byteor.audit.query.Page;
import io.byteor.audit.query.Reach;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The recorded incidents. An incident is what bundles with its id say of it; only what lies within the reach is shown, counted and
 * told. Thread-safe.
 */
public interface Incidents {
    /** The one whose first wanted bundle came last is the first. */
    Page<IncidentView> page(WantedIncidents wanted, Reach reach, @Nullable String after, int limit);

    /** Empty where no bundle within the reach names it. */
    Optional<IncidentView> one(String incidentId, Reach reach);

    /** What happened, in order of time. What arrives late takes its place in it, so a page may lack what came behind it. */
    Page<Happening> timeline(String incidentId, Reach reach, @Nullable String after, int limit);
}
