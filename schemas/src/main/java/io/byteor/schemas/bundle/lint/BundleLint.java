package io.byteor.schemas.bundle.lint;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLayout.JournalFile;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleSource;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.SegmentScanner;
import io.byteor.schemas.journal.SegmentSummary;
import io.byteor.schemas.journal.TableScanner;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lints bundles. The files are shown twice, first for the documents that say what the journal should hold. Memory is bounded
 * by documents and count of files, never by a journal. Thread-safe.
 */
public final class BundleLint {
    private static final int STEP = 64 << 10;

    private final BundleLimits limits;
    private final Duration tolerance;

    /** @param tolerance by which clocks may disagree before it is worth a word */
    public BundleLint(BundleLimits limits, Duration tolerance) {
        this.limits = limits;
        this.tolerance = tolerance;
    }

    /**
     * Lints a bundle, valid or not. What cannot be read is a finding.
     *
     * @param source shows the same files whenever it is asked
     * @return in the order of the bundle's files, documents first
     * @throws IOException if the source fails
     */
    public List<Finding> lint(BundleSource source) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Map<String, byte[]> documents = new HashMap<>();
        Set<String> paths = new HashSet<>();
        try {
            source.forEach((path, size, content) -> {
                paths.add(path);
                if (path.equals(BundleLayout.INCIDENT) || BundleLayout.DOCUMENTS.contains(path)) {
                    documents.put(path, document(path, content));
                }
            });
            Optional<Incident> incident = new DocumentLint(documents, paths, findings).lint();
            if (incident.isPresent()) {
                JournalLint journal = new JournalLint(incident.get(), paths, tolerance, findings);
                journal.begin();
                source.forEach((path, size, content) -> scan(path, content, journal));
                journal.conclude();
            }
        } catch (ByteorException e) {
            findings.add(unreadable(String.valueOf(e.place()), e));
        }
        return List.copyOf(findings);
    }

    private byte[] document(String path, InputStream content) throws IOException {
        byte[] stored = content.readNBytes(limits.documentBytes() + 1);
        if (stored.length > limits.documentBytes()) {
            throw new ByteorException(
                    ErrorCode.FILE_TOO_LARGE,
                    "a document has at most " + limits.documentBytes() + " bytes",
                    path,
                    null);
        }
        return stored;
    }

    private void scan(String path, InputStream content, JournalLint journal) throws IOException {
        Optional<SegmentLint> segment = journal.segment(path);
        if (segment.isPresent()) {
            try {
                SegmentSummary found = SegmentScanner.scan(
                        new BufferedInputStream(content, STEP), path, limits.expansion(), block -> {}, segment.get());
                journal.take(path, segment.get(), found);
            } catch (ByteorException e) {
                journal.damaged(path, unreadable(path, e));
            }
        } else if (BundleLayout.journalFile(path).filter(JournalFile::table).isPresent()) {
            try {
                journal.takeTable(path, TableScanner.scan(new BufferedInputStream(content), path, block -> {}));
            } catch (ByteorException e) {
                journal.damaged(path, unreadable(path, e));
            }
        }
    }

    static Finding unreadable(String place, ByteorException why) {
        return Finding.of(
                LintCode.UNREADABLE,
                why.place() == null ? place : why.place(),
                why.code() + ": " + why.detail(),
                String.valueOf(why.value()));
    }
}
