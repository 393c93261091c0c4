package io.byteor.audit.http.incident;

import io.byteor.audit.incident.Happening;
import io.byteor.audit.incident.IncidentView;
import io.byteor.audit.query.Page;

/** An incident, and a page of what happened to it. */
public record IncidentWithTimeline(IncidentView incident, Page<Happening> timeline) {}
