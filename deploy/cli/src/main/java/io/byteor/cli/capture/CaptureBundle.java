package io.byteor.cli.capture;

import io.byteor.backends.process.Directories;
import io.byteor.cli.verb.ToolVersion;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.JournalFormat;
import io.byteor.schemas.pipeline.CompiledPipeline;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Makes incident bundles from files and topics. Stateless and thread-safe. */
public final class CaptureBundle {
    private static final Instant LEAST_TIME = Instant.EPOCH.plus(JournalFormat.LEAST_TIME, ChronoUnit.MICROS);
    private static final Instant GREATEST_TIME = Instant.EPOCH.plus(JournalFormat.GREATEST_TIME, ChronoUnit.MICROS);

    /**
     * Makes a bundle and verifies what it made. The directory appears whole, or not at all: one that is found invalid is removed.
     *
     * @throws ByteorException SPEC_INVALID, EXPRESSION_INVALID or DOCUMENT_INVALID with the place in the file; BUNDLE_INCOHERENT where
     *     a document speaks of something else than the request; REQUEST_INVALID for options that contradict each other or the files
     */
    public CreatedBundle create(CaptureRequest request) throws IOException {
        requireTimeOfABundle(request.capturedAt());
        // The place as the writer takes it: behind a link, ".." could lead to a folder that somebody else made.
        Path directory = request.out().toAbsolutePath().normalize();
        byte[] specDocument = CaptureDocuments.read(request.spec());
        PipelineSpec spec = spec(request, specDocument);
        LaneCapture capture = new LaneCapture(request);
        try (BundleWriter bundle = begin(directory)) {
            bundle.add(BundleLayout.SPEC, specDocument);
            bundle.add(BundleLayout.VALIDATION, CaptureDocuments.validation(request.validation(), spec));
            bundle.add(
                    BundleLayout.POLICY_AUDIT,
                    CaptureDocuments.policyAudit(request.policyAudit(), request.environment()));
            bundle.add(
                    BundleLayout.ENVIRONMENT,
                    CaptureDocuments.environment(request.environmentDocument(), request.environment(), spec));
            for (Path snapshot : request.snapshots()) {
                Snapshots.addTo(bundle, snapshot);
            }
            for (LaneInput lane : request.lanes()) {
                capture.capture(lane, bundle);
            }
            bundle.finish(lanes -> incident(request, spec, lanes, capture.leftOut()));
        }
        try {
            return verified(request, directory, capture.records());
        } catch (IOException | RuntimeException e) {
            Directories.delete(directory);
            throw e;
        }
    }

    /** In {@code incident.json} a year has four digits. */
    private static void requireTimeOfABundle(Instant capturedAt) {
        if (capturedAt.isBefore(LEAST_TIME) || capturedAt.isAfter(GREATEST_TIME)) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "a time of the years 0 to 9999", "--captured-at", capturedAt);
        }
    }

    private static BundleWriter begin(Path out) throws IOException {
        try {
            return BundleWriter.begin(out);
        } catch (FileAlreadyExistsException e) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "a directory that does not exist yet, or is empty", "--out", out, e);
        }
    }

    private static PipelineSpec spec(CaptureRequest request, byte[] document) {
        PipelineSpec spec;
        try {
            spec = PipelineSpec.parse(document);
            CompiledPipeline.compile(spec);
        } catch (ByteorException e) {
            throw new ByteorException(e.code(), e.detail(), request.spec() + "#" + e.place(), e.value(), e);
        }
        String running = spec.pipeline() + ":" + spec.version();
        if (request.deployment() != null && !request.deployment().equals(running)) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID,
                    "the deployment of the spec, " + running,
                    "--deployment",
                    request.deployment());
        }
        for (LaneInput lane : request.lanes()) {
            if (!spec.hasLane(lane.name())) {
                throw new ByteorException(
                        ErrorCode.REQUEST_INVALID, "a lane of the spec", "--lane or --output-lane", lane.name());
            }
        }
        return spec;
    }

    private static Incident incident(
            CaptureRequest request, PipelineSpec spec, List<Incident.Lane> lanes, long leftOut) {
        Instant at = request.capturedAt().truncatedTo(ChronoUnit.MICROS);
        List<Incident.Segment> segments =
                lanes.stream().flatMap(lane -> lane.segments().stream()).toList();
        return new Incident(
                request.incidentId(),
                request.title(),
                request.agent(),
                request.environment(),
                spec.pipeline(),
                spec.version(),
                spec.specHash(),
                at,
                segments.stream()
                        .map(Incident.Segment::leastTime)
                        .min(Instant::compareTo)
                        .orElse(at),
                segments.stream()
                        .map(Incident.Segment::greatestTime)
                        .max(Instant::compareTo)
                        .orElse(at),
                lanes,
                ToolVersion.NAME,
                ToolVersion.current(),
                null,
                null,
                leftOut);
    }

    /** Reads the bundle back as ingest would, so that what cannot be pushed is not made. */
    private static CreatedBundle verified(CaptureRequest request, Path directory, long records) throws IOException {
        VerifiedBundle bundle =
                new BundleVerifier(BundleLimits.STANDARD).examine(directory).orThrow();
        return new CreatedBundle(
                bundle.bundleId().toString(),
                request.out().toString(),
                request.incidentId(),
                bundle.incident().specHash().toString(),
                records,
                bundle.files().size(),
                bundle.bytes());
    }
}
