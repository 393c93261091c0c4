package io.byteor.schemas.bundle.redaction;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.DocumentSchema;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.Incident.Lane;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.journal.JournalFormat;
import io.byteor.schemas.journal.SegmentReader;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Derives a bundle from another by rules. Spec, validation, sequences, times, gaps and the cuts between segments stay; the
 * signatures go, since they speak of the parent. The same bundle, rules, key and tool give the same bundle id. Memory is bounded
 * by a block and a block table, not by lanes. For one bundle; not thread-safe.
 */
public final class BundleRedactor {
    private final ParentFiles parent;
    private final RedactionRules rules;
    private final @Nullable PseudonymKey key;
    private final ValueRedactor values;
    private long records;

    /**
     * @param directory of the parent
     * @param verified what the verifier found there
     * @param key needed where a rule makes pseudonyms; else not looked at
     * @throws IllegalArgumentException where that key is missing
     * @throws ByteorException REDACTION_REFUSED where a rule does not go with the bundle
     */
    public BundleRedactor(Path directory, VerifiedBundle verified, RedactionRules rules, @Nullable PseudonymKey key) {
        this.parent = new ParentFiles(directory, verified);
        this.rules = rules;
        this.key = key;
        this.values = new ValueRedactor(rules, key);
        requireLanes();
        requireOrigins();
    }

    private void requireLanes() {
        List<String> lanes = incident().lanes().stream().map(Lane::name).toList();
        for (RedactionRule rule : rules.of(Scope.OfLanes.class::isInstance)) {
            for (String lane : ((Scope.OfLanes) rule.scope()).lanes()) {
                if (!lanes.contains(lane)) {
                    throw refused("a lane of the bundle, which has " + lanes, rule.pointer() + "/lanes", lane);
                }
            }
        }
    }

    /** Without its origin, what a pipeline wrote cannot be compared with what a dry-run would. */
    private void requireOrigins() {
        for (Lane lane : incident().lanes()) {
            for (RedactionRule rule : rules.of(scope -> scope instanceof Scope.Header of
                    && of.names(JournalFormat.ORIGIN_HEADER)
                    && of.covers(lane.name()))) {
                if (lane.direction() == Direction.OUTPUT) {
                    throw refused(
                            "the header that says where output comes from stays in output lanes; name input lanes",
                            rule.pointer() + "/header",
                            lane.name());
                }
            }
        }
    }

    /**
     * Writes the derived bundle. It appears whole, or not at all.
     *
     * @param out a directory that does not exist yet, or is empty
     * @throws ByteorException REDACTION_REFUSED where a rule covers what cannot be redacted, with the place, RECORD_TOO_LARGE where
     *     a record grows beyond the format, BUNDLE_ALTERED where the parent is no longer what was verified
     * @throws FileAlreadyExistsException if something is there
     */
    public RedactedBundle write(Path out, String toolName, String toolVersion) throws IOException {
        try (BundleWriter bundle = BundleWriter.begin(out)) {
            bundle.add(BundleLayout.SPEC, parent.read(BundleLayout.SPEC));
            bundle.add(BundleLayout.VALIDATION, parent.read(BundleLayout.VALIDATION));
            bundle.add(BundleLayout.ENVIRONMENT, document(DocumentSchema.ENVIRONMENT, "name"));
            bundle.add(BundleLayout.POLICY_AUDIT, document(DocumentSchema.POLICY_AUDIT, "environment"));
            for (String path : parent.others()) {
                other(path, bundle);
            }
            for (Lane lane : incident().lanes()) {
                lane(lane, bundle);
            }
            Digest bundleId = bundle.finish(lanes -> derived(lanes, toolName, toolVersion));
            return new RedactedBundle(
                    bundleId,
                    parent.verified().bundleId(),
                    incident().rootOf(parent.verified().bundleId()),
                    keyId(),
                    records,
                    rules.rules().stream()
                            .map(rule -> new RedactedBundle.Outcome(rule.pointer(), rule.json(), values.changed(rule)))
                            .toList());
        }
    }

    private byte[] document(DocumentSchema document, String environmentMember) throws IOException {
        List<RedactionRule> own = rules.of(scope -> scope instanceof Scope.Document of && of.document() == document);
        byte[] stored = parent.read(document.path());
        if (own.isEmpty()) {
            return stored;
        }
        byte[] redacted = new JsonRedactor(
                        own,
                        rule -> ((Scope.Document) rule.scope()).path(),
                        values,
                        BundleLimits.STANDARD.documentBytes())
                .redact(stored, document.path());
        requireSound(document, redacted, environmentMember);
        return redacted;
    }

    /** What the schema says of a value can quote what stands beside it, so only its place is told. */
    private void requireSound(DocumentSchema document, byte[] redacted, String environmentMember) {
        String environment;
        try {
            environment = document.read(redacted).path(environmentMember).asText();
        } catch (ByteorException e) {
            String place = e.place() == null ? document.path() : e.place();
            throw refused("what the document's schema takes, also when it is redacted", place, null);
        }
        if (!environment.equals(incident().environment())) {
            String place = document.path() + "#/" + environmentMember;
            throw refused("the environment that incident.json names", place, environment);
        }
    }

    private void other(String path, BundleWriter bundle) throws IOException {
        RedactionRule rule = rules
                .of(scope -> scope instanceof Scope.Files of && of.files().matches(path))
                .stream()
                .findFirst()
                .orElseThrow(() -> refused("a rule of scope files that removes or keeps it", path, null));
        values.count(rule);
        if (rule.action() instanceof Action.Keep) {
            parent.copy(path, bundle);
        }
    }

    private void lane(Lane lane, BundleWriter bundle) throws IOException {
        LaneRedactor redactor = new LaneRedactor(lane.name(), rules, values);
        LaneWriter out = null;
        for (Incident.Segment segment : lane.segments()) {
            try (SegmentReader reader = parent.segment(BundleLayout.laneFolder(lane.name()) + segment.name())) {
                if (out == null) {
                    out = bundle.lane(lane.name(), lane.direction(), reader.codec(), Long.MAX_VALUE);
                }
                out.cut();
                while (reader.next()) {
                    redactor.copy(reader, out);
                    records++;
                }
            }
        }
        LaneWriter written = out == null ? bundle.lane(lane.name(), lane.direction(), Codec.NULL) : out;
        lane.gaps().forEach(gap -> written.declareGap(gap.firstSequence(), gap.lastSequence()));
    }

    private Incident derived(List<Lane> lanes, String toolName, String toolVersion) {
        Incident of = incident();
        Digest parentId = parent.verified().bundleId();
        String title = title();
        // What was done is told when all of it is done.
        List<String> redactions = new ArrayList<>(of.redactions());
        redactions.add(entry(parentId));
        return new Incident(
                of.incidentId(),
                title,
                of.agent(),
                of.environment(),
                of.pipeline(),
                of.version(),
                of.specHash(),
                of.capturedAt(),
                of.from(),
                of.to(),
                lanes,
                toolName,
                toolVersion,
                parentId,
                of.rootOf(parentId),
                of.leftOutReplayedRecords(),
                redactions);
    }

    private String title() {
        return rules.of(Scope.Title.class::isInstance).stream()
                .findFirst()
                .map(rule -> Objects.requireNonNull(
                        values.bytes(rule, incident().title().getBytes(StandardCharsets.UTF_8))))
                .map(title -> new String(title, StandardCharsets.UTF_8))
                .orElse(incident().title());
    }

    /** What incident.json says of this redaction; by the digest the rules can be told apart from others that did as much. */
    private String entry(Digest parentId) {
        List<JsonForm> applied = rules.rules().stream()
                .map(rule -> new JsonForm()
                        .put("rule", JsonFields.parse(rule.json(), rule.pointer()))
                        .put("changed", values.changed(rule)))
                .toList();
        return new JsonForm()
                .put("bundle", parentId.toString())
                .put("rulesDigest", rules.digest().toString())
                .put("keyId", keyId())
                .put("rules", applied)
                .canonical();
    }

    private @Nullable String keyId() {
        return key != null && rules.makePseudonyms() ? key.keyId() : null;
    }

    private Incident incident() {
        return parent.verified().incident();
    }

    private static ByteorException refused(String expected, String place, @Nullable Object value) {
        return new ByteorException(ErrorCode.REDACTION_REFUSED, expected, place, value);
    }
}
