package io.byteor.cli.capture;

import io.byteor.schemas.journal.Codec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to make a bundle of.
 *
 * @param spec the pipeline spec that was running
 * @param validation what compiling it said; null to compile it now and say so
 * @param policyAudit governance decisions in effect; null for none known
 * @param environmentDocument the runtime's environment; null for unknown
 * @param lanes in any order
 * @param time CEL over {@code line}: when a record was captured; null for the capture's own time
 * @param key CEL over {@code line}: the record's key; null for none
 * @param agent that captured
 * @param environment that it runs in
 * @param deployment pipeline and version, {@code PIPELINE:VERSION}; null for those of the spec
 * @param incidentId names the incident at its source
 * @param title for people
 * @param capturedAt when; the same input at the same time gives the same bundle id
 * @param codec of the segments
 * @param segmentBytes a segment is cut before the record that follows this many
 * @param kafka bootstrap servers and whatever it takes to be let in; empty where no lane is of a topic
 * @param includeReplayed whether records of earlier replays are captured from topics and segments as well
 * @param snapshots state captures: files, and folders with all that is in them, stored under their names
 * @param progress hears how far it has come
 * @param out the directory to make
 */
public record CaptureRequest(
        Path spec,
        @Nullable Path validation,
        @Nullable Path policyAudit,
        @Nullable Path environmentDocument,
        List<LaneInput> lanes,
        @Nullable String time,
        @Nullable String key,
        String agent,
        String environment,
        @Nullable String deployment,
        String incidentId,
        String title,
        Instant capturedAt,
        Codec codec,
        long segmentBytes,
        Map<String, Object> kafka,
        boolean includeReplayed,
        List<Path> snapshots,
        CaptureProgress progress,
        Path out) {
    public CaptureRequest {
        lanes = List.copyOf(lanes);
        kafka = Map.copyOf(kafka);
        snapshots = List.copyOf(snapshots);
    }
}
