package io.byteor.schemas.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.Incident.Gap;
import io.byteor.schemas.bundle.Incident.Lane;
import io.byteor.schemas.bundle.Incident.Segment;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Incident to JSON and back. */
final class IncidentJson {
    private static final String FORMAT_VERSION = "1.0";

    private IncidentJson() {}

    static Incident read(byte[] stored) {
        requireKnownMajor(CanonicalJson.parse(stored, BundleLayout.INCIDENT).path("formatVersion"));
        JsonNode json = DocumentSchema.INCIDENT.read(stored);
        List<Lane> lanes = new ArrayList<>();
        json.get("lanes").forEach(lane -> lanes.add(lane(lane)));
        return new Incident(
                json.get("incidentId").textValue(),
                json.get("title").textValue(),
                json.get("agent").textValue(),
                json.get("environment").textValue(),
                json.at("/deployment/pipeline").textValue(),
                json.at("/deployment/version").textValue(),
                Digest.parse(json.get("specHash").textValue()),
                time(json.get("capturedAt")),
                time(json.at("/window/from")),
                time(json.at("/window/to")),
                lanes,
                json.at("/tool/name").textValue(),
                json.at("/tool/version").textValue(),
                digest(json.get("parentBundle")),
                digest(json.get("rootBundle")),
                json.path("leftOutReplayedRecords").longValue(),
                json.path("redactions").valueStream().map(JsonNode::toString).toList());
    }

    private static void requireKnownMajor(JsonNode version) {
        if (version.isTextual() && !version.textValue().startsWith("1.")) {
            throw new ByteorException(
                    ErrorCode.FORMAT_VERSION_UNKNOWN,
                    "this release reads bundles of format 1",
                    BundleLayout.INCIDENT + "#/formatVersion",
                    version.textValue());
        }
    }

    private static Lane lane(JsonNode json) {
        List<Segment> segments = new ArrayList<>();
        json.get("segments").forEach(segment -> segments.add(segment(segment)));
        List<Gap> gaps = new ArrayList<>();
        json.path("gaps")
                .forEach(gap -> gaps.add(new Gap(
                        gap.get("firstSequence").longValue(),
                        gap.get("lastSequence").longValue())));
        return new Lane(
                json.get("name").textValue(),
                Direction.valueOf(json.get("direction").textValue().toUpperCase(Locale.ROOT)),
                segments,
                gaps);
    }

    private static Segment segment(JsonNode json) {
        return new Segment(
                json.get("name").textValue(),
                json.get("records").longValue(),
                json.get("firstSequence").longValue(),
                json.get("lastSequence").longValue(),
                time(json.get("leastTime")),
                time(json.get("greatestTime")),
                Digest.parse(json.get("digest").textValue()));
    }

    private static Instant time(JsonNode json) {
        try {
            return Instant.parse(json.textValue());
        } catch (DateTimeException e) {
            throw new ByteorException(
                    ErrorCode.DOCUMENT_INVALID,
                    "a time is an ISO 8601 instant, UTC",
                    BundleLayout.INCIDENT,
                    json.textValue(),
                    e);
        }
    }

    private static @Nullable Digest digest(@Nullable JsonNode json) {
        return json == null ? null : Digest.parse(json.textValue());
    }

    static byte[] write(Incident incident) {
        ObjectNode json = CanonicalJson.mapper().createObjectNode();
        json.put("formatVersion", FORMAT_VERSION)
                .put("incidentId", incident.incidentId())
                .put("title", incident.title())
                .put("agent", incident.agent())
                .put("environment", incident.environment())
                .put("specHash", incident.specHash().toString())
                .put("capturedAt", incident.capturedAt().toString())
                .put("leftOutReplayedRecords", incident.leftOutReplayedRecords());
        json.putObject("deployment").put("pipeline", incident.pipeline()).put("version", incident.version());
        json.putObject("window")
                .put("from", incident.from().toString())
                .put("to", incident.to().toString());
        json.putObject("tool").put("name", incident.toolName()).put("version", incident.toolVersion());
        ArrayNode redactions = json.putArray("redactions");
        incident.redactions().forEach(redaction -> redactions.add(redaction(redaction)));
        if (incident.parentBundle() != null && incident.rootBundle() != null) {
            json.put("parentBundle", incident.parentBundle().toString());
            json.put("rootBundle", incident.rootBundle().toString());
        }
        ArrayNode lanes = json.putArray("lanes");
        incident.lanes().forEach(lane -> write(lanes.addObject(), lane));
        // Not RFC 8785: its numbers are doubles, sequences are longs.
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode redaction(String json) {
        return CanonicalJson.parse(json.getBytes(StandardCharsets.UTF_8), BundleLayout.INCIDENT + "#/redactions");
    }

    private static void write(ObjectNode json, Lane lane) {
        json.put("name", lane.name()).put("direction", lane.direction().name().toLowerCase(Locale.ROOT));
        ArrayNode segments = json.putArray("segments");
        for (Segment segment : lane.segments()) {
            segments.addObject()
                    .put("name", segment.name())
                    .put("records", segment.records())
                    .put("firstSequence", segment.firstSequence())
                    .put("lastSequence", segment.lastSequence())
                    .put("leastTime", segment.leastTime().toString())
                    .put("greatestTime", segment.greatestTime().toString())
                    .put("digest", segment.digest().toString());
        }
        ArrayNode gaps = json.putArray("gaps");
        for (Gap gap : lane.gaps()) {
            gaps.addObject().put("firstSequence", gap.firstSequence()).put("lastSequence", gap.lastSequence());
        }
    }
}
