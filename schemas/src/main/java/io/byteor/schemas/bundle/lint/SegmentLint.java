package io.byteor.schemas.bundle.lint;

import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.journal.JournalFormat;
import io.byteor.schemas.journal.RecordVisitor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at the records of one segment, in constant memory. Not thread-safe. */
final class SegmentLint implements RecordVisitor {
    /** Seconds, some thirty thousand years: whatever lies beyond counts as far away as that. */
    private static final long FAR = 1L << 40;

    private final String path;
    private final Incident incident;
    private final Incident.Lane lane;
    private final SequenceRanges gaps;
    private final long toleranceMicros;
    private final Count undeclared = new Count();
    private final Count inGap = new Count();
    private final Count backwards = new Count();
    private final Count afterCapture = new Count();
    private final Count outsideWindow = new Count();
    private final Count withoutOrigin = new Count();
    private final Count foreignOrigin = new Count();
    private long greatestStep;
    private long records;
    private long before;
    private long greatestTime = Long.MIN_VALUE;
    private boolean onlyCaptureTime = true;

    SegmentLint(String path, Incident incident, Incident.Lane lane, Duration tolerance) {
        this.path = path;
        this.incident = incident;
        this.lane = lane;
        this.gaps = new SequenceRanges(lane.gaps());
        this.toleranceMicros = Math.clamp(tolerance.toSeconds(), 0, FAR) * 1_000_000 + tolerance.toNanosPart() / 1_000;
    }

    @Override
    public void record(long sequence, long capturedAtMicros, Supplier<Map<String, byte[]>> headers) {
        if (records++ > 0) {
            undeclared.add(before + 1, gaps.missingFrom(before + 1, sequence - 1));
        }
        inGap.add(sequence, gaps.contains(sequence) ? 1 : 0);
        before = sequence;
        lookAtTime(sequence, capturedAtMicros);
        if (lane.direction() == Direction.OUTPUT) {
            lookAtOrigin(sequence, headers.get().get(JournalFormat.ORIGIN_HEADER));
        }
    }

    private void lookAtTime(long sequence, long micros) {
        onlyCaptureTime &= micros == micros(incident.capturedAt());
        if (greatestTime != Long.MIN_VALUE && micros < greatestTime - toleranceMicros) {
            backwards.add(sequence, 1);
            greatestStep = Math.max(greatestStep, greatestTime - micros);
        }
        greatestTime = Math.max(greatestTime, micros);
        if (micros > micros(incident.capturedAt()) + toleranceMicros) {
            afterCapture.add(sequence, 1);
        } else if (micros < micros(incident.from()) - toleranceMicros
                || micros > micros(incident.to()) + toleranceMicros) {
            outsideWindow.add(sequence, 1);
        }
    }

    private void lookAtOrigin(long sequence, byte @Nullable [] origin) {
        if (origin == null) {
            withoutOrigin.add(sequence, 1);
        } else if (!isCaptured(new String(origin, StandardCharsets.UTF_8))) {
            foreignOrigin.add(sequence, 1);
        }
    }

    /** Whether a segment of the lane reaches over it; what is missing inside of one is a gap's affair. */
    private boolean isCaptured(String origin) {
        int slash = origin.lastIndexOf('/');
        if (slash < 0) {
            return false;
        }
        try {
            long sequence = Long.parseLong(origin, slash + 1, origin.length(), 10);
            return incident.lanes().stream()
                    .filter(input -> origin.regionMatches(0, input.name(), 0, slash)
                            && input.name().length() == slash)
                    .flatMap(input -> input.segments().stream())
                    .anyMatch(segment -> segment.firstSequence() <= sequence && sequence <= segment.lastSequence());
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Whether every record so far has the very time of the capture. */
    boolean onlyCaptureTime() {
        return onlyCaptureTime && records > 1;
    }

    /** What was found, when the segment is over. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        undeclared.report(findings, LintCode.GAP_UNDECLARED, "sequences are missing and no declared gap says so");
        inGap.report(findings, LintCode.GAP_NOT_EMPTY, "records stand where a gap is declared");
        backwards.report(
                findings,
                LintCode.CLOCK_BACKWARDS,
                "times run backwards, by " + Duration.of(greatestStep, ChronoUnit.MICROS) + " at most");
        afterCapture.report(findings, LintCode.TIME_AFTER_CAPTURE, "times are after " + incident.capturedAt());
        outsideWindow.report(
                findings,
                LintCode.TIME_OUTSIDE_WINDOW,
                "times are outside of " + incident.from() + " to " + incident.to());
        withoutOrigin.report(findings, LintCode.ORIGIN_MISSING, "output records do not say which input they came from");
        foreignOrigin.report(
                findings, LintCode.ORIGIN_NOT_CAPTURED, "output records come from input that the bundle does not hold");
        return findings;
    }

    private static long micros(Instant instant) {
        return Math.clamp(instant.getEpochSecond(), -FAR, FAR) * 1_000_000 + instant.getNano() / 1_000;
    }

    /** How often something occurs, and where first. */
    private final class Count {
        private long count;
        private long first;

        private void add(long sequence, long occurrences) {
            if (occurrences > 0 && count == 0) {
                first = sequence;
            }
            count += occurrences;
        }

        private void report(List<Finding> findings, LintCode code, String detail) {
            if (count > 0) {
                findings.add(Finding.of(code, path + "#" + first, detail + "; the first at " + first, count));
            }
        }
    }
}
