package io.byteor.schemas.bundle.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.DocumentSchema;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.SegmentSummary;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether the documents of an intact bundle are valid, and agree with each other and with the journal. */
final class Coherence {
    private final Map<String, BundleFile> files;
    private final Map<String, byte[]> documents;
    private final Map<String, JournalPart> journal;
    private final SoundSpecs specs;
    private final List<Fault> faults;

    Coherence(
            Map<String, BundleFile> files,
            Map<String, byte[]> documents,
            Map<String, JournalPart> journal,
            SoundSpecs specs,
            List<Fault> faults) {
        this.files = files;
        this.documents = documents;
        this.journal = journal;
        this.specs = specs;
        this.faults = faults;
    }

    @Nullable
    VerifiedBundle judge() {
        for (String path : BundleLayout.DOCUMENTS) {
            if (!files.containsKey(path)) {
                fault(ErrorCode.BUNDLE_INCOMPLETE, "every bundle has this document", path, "missing");
            }
        }
        if (!faults.isEmpty()) {
            return null;
        }
        try {
            Incident incident = Incident.parse(document(BundleLayout.INCIDENT));
            judgeSpec(incident);
            judgeDocuments(incident);
            judgeLanes(incident);
            return new VerifiedBundle(BundleLayout.bundleId(document(BundleLayout.TAG_MANIFEST)), incident, files);
        } catch (ByteorException e) {
            faults.add(Fault.of(e));
            return null;
        }
    }

    private void judgeSpec(Incident incident) {
        PipelineSpec spec = specs.read(document(BundleLayout.SPEC));
        agree("specHash", incident.specHash(), spec.specHash(), BundleLayout.SPEC);
        agree("deployment.pipeline", incident.pipeline(), spec.pipeline(), BundleLayout.SPEC);
        agree("deployment.version", incident.version(), spec.version(), BundleLayout.SPEC);
        for (Incident.Lane lane : incident.lanes()) {
            if (!spec.hasLane(lane.name())) {
                fault(
                        ErrorCode.BUNDLE_INCOHERENT,
                        "every captured lane is a lane of the spec",
                        BundleLayout.INCIDENT + "#/lanes",
                        lane.name());
            }
        }
    }

    private void judgeDocuments(Incident incident) {
        JsonNode validation = DocumentSchema.VALIDATION.read(document(BundleLayout.VALIDATION));
        Digest validated = Digest.parse(validation.get("specHash").textValue());
        agree("specHash", incident.specHash(), validated, BundleLayout.VALIDATION);
        JsonNode policy = DocumentSchema.POLICY_AUDIT.read(document(BundleLayout.POLICY_AUDIT));
        String governed = policy.get("environment").textValue();
        agree("environment", incident.environment(), governed, BundleLayout.POLICY_AUDIT);
        JsonNode environment = DocumentSchema.ENVIRONMENT.read(document(BundleLayout.ENVIRONMENT));
        agree("environment", incident.environment(), environment.get("name").textValue(), BundleLayout.ENVIRONMENT);
    }

    private void judgeLanes(Incident incident) {
        Map<String, JournalPart> unclaimed = new TreeMap<>(journal);
        Set<String> names = new HashSet<>();
        for (Incident.Lane lane : incident.lanes()) {
            if (!names.add(lane.name())) {
                fault(
                        ErrorCode.BUNDLE_INCOHERENT,
                        "a lane stands once",
                        BundleLayout.INCIDENT + "#/lanes",
                        lane.name());
            }
            long last = -1;
            for (Incident.Segment segment : lane.segments()) {
                String path = BundleLayout.laneFolder(lane.name()) + segment.name();
                JournalPart part = unclaimed.remove(path);
                JournalPart table = unclaimed.remove(BundleLayout.table(path));
                if (segment.firstSequence() <= last) {
                    fault(ErrorCode.BUNDLE_INCOHERENT, "segments follow each other", path, segment.firstSequence());
                }
                last = segment.lastSequence();
                judgeSegment(path, segment, part, table);
            }
        }
        unclaimed
                .keySet()
                .forEach(path -> fault(
                        ErrorCode.BUNDLE_INCOHERENT, "every journal file belongs to a declared segment", path, path));
    }

    private void judgeSegment(
            String path, Incident.Segment segment, @Nullable JournalPart part, @Nullable JournalPart table) {
        switch (part) {
            case null -> fault(ErrorCode.BUNDLE_INCOHERENT, "a declared segment is in the bundle", path, "missing");
            case JournalPart.Damaged(ByteorException why) -> faults.add(Fault.of(why));
            case JournalPart.Summarised(SegmentSummary found) -> {
                agree("digest", segment.digest(), file(path).digest(), path);
                agree("records", segment.records(), found.records(), path);
                agree("firstSequence", segment.firstSequence(), found.firstSequence(), path);
                agree("lastSequence", segment.lastSequence(), found.lastSequence(), path);
                agree("leastTime", segment.leastTime(), time(found.leastTime()), path);
                agree("greatestTime", segment.greatestTime(), time(found.greatestTime()), path);
                agree("name", segment.name(), BundleLayout.segmentName(found.firstSequence()), path);
                judgeTable(BundleLayout.table(path), found, table);
            }
        }
    }

    private void judgeTable(String path, SegmentSummary segment, @Nullable JournalPart table) {
        switch (table) {
            case null -> {}
            case JournalPart.Damaged(ByteorException why) -> faults.add(Fault.of(why));
            case JournalPart.Summarised(SegmentSummary said) -> {
                if (!said.equals(segment)) {
                    fault(ErrorCode.JOURNAL_CORRUPT, "the block table says what its segment holds", path, said);
                }
            }
        }
    }

    private void agree(String what, Object declared, Object found, String place) {
        if (!declared.equals(found)) {
            String detail = what + " is " + declared + " in incident.json";
            faults.add(Fault.of(ErrorCode.BUNDLE_INCOHERENT, detail, place, declared, found));
        }
    }

    private void fault(ErrorCode code, String detail, String place, Object value) {
        faults.add(Fault.of(code, detail, place, value));
    }

    private byte[] document(String path) {
        return Objects.requireNonNull(documents.get(path), path);
    }

    private BundleFile file(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
