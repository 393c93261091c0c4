package io.byteor.schemas.bundle;

import io.byteor.schemas.digest.Digest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where everything lies in a bundle. Paths are relative to its folder, with slashes. */
public final class BundleLayout {
    public static final String BAGIT = "bagit.txt";
    public static final String BAG_INFO = "bag-info.txt";
    public static final String INCIDENT = "incident.json";
    public static final String MANIFEST = "manifest-sha256.txt";
    public static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
    public static final String SPEC = "data/spec.json";
    public static final String VALIDATION = "data/validation.json";
    public static final String POLICY_AUDIT = "data/policy-audit.json";
    public static final String ENVIRONMENT = "data/environment.json";
    public static final String DATA = "data/";
    public static final String SNAPSHOTS = "data/snapshots/";
    public static final String SIGNATURES = "signatures/";
    public static final String JOURNAL = "data/journal/";

    /** Exactly what the tag manifest lists, sorted. */
    public static final List<String> TAG_FILES = List.of(BAG_INFO, BAGIT, INCIDENT, MANIFEST);
    /** Many times what a tag manifest has, which lists no more than that. */
    public static final int LARGEST_TAG_MANIFEST = 4 << 10;
    /** The payload documents that every bundle has. */
    public static final List<String> DOCUMENTS = List.of(ENVIRONMENT, POLICY_AUDIT, SPEC, VALIDATION);
    /** The content of {@value #BAGIT}. */
    public static final String BAGIT_CONTENT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    private static final Pattern SEGMENT = Pattern.compile("data/journal/([^/]+)/([0-9]{20})\\.(avro|index)");

    private BundleLayout() {}

    /** The bundle id: the digest of the tag manifest as it stands. */
    public static Digest bundleId(byte[] tagManifest) {
        return Digest.of(tagManifest);
    }

    /** A lane's folder, with a slash at the end. */
    public static String laneFolder(String lane) {
        return JOURNAL + lane + "/";
    }

    /** The path of the segment of a lane that begins with this sequence. */
    public static String segment(String lane, long firstSequence) {
        return laneFolder(lane) + segmentName(firstSequence);
    }

    /** The file name of a segment that begins with this sequence. */
    public static String segmentName(long firstSequence) {
        return "%020d.avro".formatted(firstSequence);
    }

    /** The path of a segment's block table. */
    public static String table(String segmentPath) {
        return segmentPath.substring(0, segmentPath.length() - ".avro".length()) + ".index";
    }

    /** What part of which lane lies at a path; empty where it is no journal file. */
    public static Optional<JournalFile> journalFile(String path) {
        Matcher matcher = SEGMENT.matcher(path);
        return matcher.matches()
                ? Optional.of(new JournalFile(matcher.group(1), matcher.group(3).equals("index")))
                : Optional.empty();
    }

    /**
     * A file of a lane's journal.
     *
     * @param lane its lane
     * @param table whether it is a block table; else it is a segment
     */
    public record JournalFile(String lane, boolean table) {}
}
