package io.byteor.schemas.bundle.lint;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.journal.SegmentSummary;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Looks at lanes and their segments: begun, then told each segment in any order, then concluded. Not thread-safe. */
final class JournalLint {
    private final Incident incident;
    private final Set<String> paths;
    private final Duration tolerance;
    private final List<Finding> findings;
    private final Map<String, Incident.Lane> laneBySegment = new HashMap<>();
    private final Map<String, List<Finding>> bySegment = new TreeMap<>();
    private final Map<String, SegmentSummary> found = new HashMap<>();
    private final Map<String, SegmentSummary> saidByTable = new HashMap<>();
    private final Set<String> lanesWithTimes = new HashSet<>();

    JournalLint(Incident incident, Set<String> paths, Duration tolerance, List<Finding> findings) {
        this.incident = incident;
        this.paths = paths;
        this.tolerance = tolerance;
        this.findings = findings;
    }

    /** What the incident alone says. */
    void begin() {
        for (Incident.Lane lane : incident.lanes()) {
            if (lane.segments().isEmpty()) {
                findings.add(Finding.of(
                        LintCode.LANE_EMPTY,
                        BundleLayout.laneFolder(lane.name()),
                        "the lane is declared and holds nothing",
                        lane.name()));
            }
            SequenceRanges gaps = new SequenceRanges(lane.gaps());
            long before = -1;
            for (Incident.Segment segment : lane.segments()) {
                String path = BundleLayout.laneFolder(lane.name()) + segment.name();
                laneBySegment.put(path, lane);
                lookAtFiles(path);
                long missing = before < 0 ? 0 : gaps.missingFrom(before + 1, segment.firstSequence() - 1);
                if (missing > 0) {
                    findings.add(Finding.of(
                            LintCode.GAP_UNDECLARED,
                            path,
                            "sequences are missing before the segment and no declared gap says so",
                            missing));
                }
                before = segment.lastSequence();
            }
        }
    }

    private void lookAtFiles(String path) {
        if (!paths.contains(path)) {
            findings.add(Finding.of(LintCode.SEGMENT_MISSING, path, "a declared segment is in the bundle", "missing"));
        } else if (!paths.contains(BundleLayout.table(path))) {
            findings.add(Finding.of(
                    LintCode.BLOCK_TABLE_MISSING,
                    BundleLayout.table(path),
                    "a window of the segment cannot be read without hashing all of it",
                    "missing"));
        }
    }

    /** Looks at a file's records; empty where it is no declared segment. */
    Optional<SegmentLint> segment(String path) {
        return Optional.ofNullable(laneBySegment.get(path))
                .map(lane -> new SegmentLint(path, incident, lane, tolerance));
    }

    void take(String path, SegmentLint segment, SegmentSummary summary) {
        bySegment.put(path, segment.findings());
        found.put(path, summary);
        Incident.Lane lane = laneBySegment.get(path);
        if (lane != null && !segment.onlyCaptureTime()) {
            lanesWithTimes.add(lane.name());
        }
    }

    void takeTable(String path, SegmentSummary said) {
        saidByTable.put(path, said);
    }

    void damaged(String path, Finding finding) {
        bySegment.put(path, List.of(finding));
        Incident.Lane lane = laneBySegment.get(path);
        if (lane != null) {
            lanesWithTimes.add(lane.name());
        }
    }

    /** A segment that was cut between two blocks reads well; that there was more can only be said elsewhere. */
    private void lookAtEnd(String path, Incident.Segment declared) {
        SegmentSummary segment = found.get(path);
        if (segment == null) {
            return;
        }
        SegmentSummary table = saidByTable.get(BundleLayout.table(path));
        if (declared.records() > segment.records() || declared.lastSequence() > segment.lastSequence()) {
            findings.add(truncated(
                    path,
                    "incident.json declares %d records up to sequence %d"
                            .formatted(declared.records(), declared.lastSequence()),
                    segment));
        } else if (table != null && table.bytes() > segment.bytes()) {
            findings.add(truncated(
                    path,
                    "the block table goes on to byte %d and sequence %d".formatted(table.bytes(), table.lastSequence()),
                    segment));
        }
    }

    private static Finding truncated(String path, String said, SegmentSummary segment) {
        return Finding.of(
                LintCode.SEGMENT_TRUNCATED,
                path,
                "the segment ends with a whole block at byte %d, and %s".formatted(segment.bytes(), said),
                "%d records up to sequence %d".formatted(segment.records(), segment.lastSequence()));
    }

    void conclude() {
        bySegment.values().forEach(findings::addAll);
        for (Incident.Lane lane : incident.lanes()) {
            for (Incident.Segment segment : lane.segments()) {
                lookAtEnd(BundleLayout.laneFolder(lane.name()) + segment.name(), segment);
            }
            boolean scanned = lane.segments().stream()
                    .anyMatch(segment -> bySegment.containsKey(BundleLayout.laneFolder(lane.name()) + segment.name()));
            if (scanned && !lanesWithTimes.contains(lane.name())) {
                findings.add(Finding.of(
                        LintCode.TIMES_MISSING,
                        BundleLayout.laneFolder(lane.name()),
                        "every record has the capture's own time, so none was taken from the source",
                        incident.capturedAt()));
            }
        }
    }
}
