package io.byteor.schemas.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.byteor.schemas.digest.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The structured audit of one replay or of one rejected request; {@link AuditJson} writes and reads it. Immutable. Digests are
 * written {@code sha256:} and hex, times as ISO-8601 in UTC, people as issuer, {@code #}, subject.
 *
 * @param auditVersion major version of this shape
 * @param bundleDirectory the store's own address of the bundle; null where the bundle is unknown
 * @param specHash the spec that ran, or would have; null where it is unknown
 * @param input what was read, by lane; empty where nothing ran
 * @param divergence how a dry-run's outputs compare with the captured ones; null where nothing was compared
 * @param findings what the rules said; present in the record of a rejected request
 * @param reason why the replay was asked for
 * @param outcomeReason why the outcome is as it is; absent where the outcome says it all
 * @param ticket where the request is tracked; absent where it named none
 * @param runner who ran it; null where nobody did
 * @param startedAt null where nothing ran
 */
@JsonPropertyOrder({"auditVersion", "replayId"})
public record AuditRecord(
        int auditVersion,
        String replayId,
        String bundleId,
        @Nullable String bundleDirectory,
        @Nullable String specHash,
        @Nullable Pipeline pipeline,
        List<Input> input,
        Policy policy,
        List<Stage> stages,
        Actions actions,
        @Nullable Divergence divergence,
        ReplayOutcome outcome,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AuditFinding> findings,
        String reason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String outcomeReason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String ticket,
        String requester,
        List<String> approvers,
        @Nullable String runner,
        Instant requestedAt,
        @Nullable Instant startedAt,
        Instant finishedAt) {
    public static final int VERSION = 1;

    public AuditRecord {
        Objects.requireNonNull(replayId);
        Objects.requireNonNull(bundleId);
        Objects.requireNonNull(policy);
        Objects.requireNonNull(actions);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(requester);
        Objects.requireNonNull(requestedAt);
        Objects.requireNonNull(finishedAt);
        if (auditVersion != VERSION) {
            throw new IllegalArgumentException("audit version " + auditVersion + " is not known");
        }
        reason = Objects.requireNonNullElse(reason, "");
        input = copy(input);
        stages = copy(stages);
        findings = copy(findings);
        approvers = copy(approvers);
        if (outcome == ReplayOutcome.REJECTED && !input.isEmpty()) {
            throw new IllegalArgumentException("a rejected request has read nothing");
        }
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /**
     * Which pipeline ran.
     *
     * @param recorded pipeline and version as the bundle has them
     * @param resolved pipeline and version that the registry gives for the spec hash; null where it knows none
     * @param match same, other_version, unknown or candidate
     */
    public record Pipeline(String recorded, @Nullable String resolved, String match) {}

    /**
     * What was read of one lane.
     *
     * @param path the lane's folder in the bundle
     * @param declaredRecords by the bundle's own account
     * @param selectedBytes payload bytes of the selected records
     * @param verified whether all that was read had the digests of the manifest
     * @param sampleHashes first, last and up to 14 evenly spaced selected records
     */
    public record Input(
            String lane,
            String path,
            int segments,
            long declaredRecords,
            long scannedRecords,
            long selectedRecords,
            long selectedBytes,
            boolean verified,
            List<Sample> sampleHashes) {
        public Input {
            sampleHashes = copy(sampleHashes);
        }
    }

    /**
     * One selected record.
     *
     * @param sha256 over its Avro bytes as stored
     */
    public record Sample(long sequence, Digest sha256) {}

    /**
     * Under which rules it ran.
     *
     * @param postureDigest null where the environment is unknown
     * @param approval not_required, approved, missing, pending, rejected, revoked, expired or consumed
     * @param mode dry_run or execute
     */
    public record Policy(String environment, @Nullable String postureDigest, String approval, String mode) {}

    /** What went through one stage. */
    public record Stage(
            String role, String stage, @JsonProperty("in") long in, long out, long failed) {}

    /**
     * The actions, and the tree over those that are listed.
     *
     * @param count all of them
     * @param listed how many stand on the action topic: all, or the first so many
     * @param root RFC 6962 root over the listed ones
     * @param byDecision count of each {@link ActionDecision}, by its text
     * @param byTarget the same of each target that something was decided about; what a dry-run would touch
     * @param truncatedAt the first that is not listed; absent where all are
     */
    public record Actions(
            long count,
            long listed,
            Digest root,
            Map<String, Long> byDecision,
            Map<String, Map<String, Long>> byTarget,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long truncatedAt) {
        public Actions {
            byDecision = Map.copyOf(byDecision);
            byTarget = byTarget == null ? Map.of() : Map.copyOf(byTarget);
            if (count < listed || listed < 0) {
                throw new IllegalArgumentException(listed + " listed of " + count + " actions");
            }
        }

        /** Of a replay that did nothing. */
        public static Actions none() {
            return new Actions(0, 0, Digest.ofRaw(MerkleTree.emptyRoot()), Map.of(), Map.of(), null);
        }
    }

    /**
     * How the outputs compare with the captured output lanes. Matched are outputs by lane, origin and ordinal; equal are those
     * of equal key and payload, a payload in its RFC 8785 form where it is JSON.
     *
     * @param missing captured, not produced
     * @param added produced, not captured; written {@code new}
     * @param withoutOrigin captured outputs that name no origin, which nothing can be compared with
     * @param first the first 100 differences, in the order of the walk
     * @param original the same of the bundle's own spec, where a candidate was walked; else absent
     */
    public record Divergence(
            long same,
            long changed,
            long missing,
            @JsonProperty("new") long added,
            long withoutOrigin,
            List<Difference> first,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Divergence original) {
        public Divergence {
            first = copy(first);
        }
    }

    /**
     * One difference.
     *
     * @param kind changed, missing or new
     * @param ordinal counts the outputs of the origin in the lane from 0
     * @param captured digest of the captured payload; null where there is none
     * @param produced digest of the produced payload; null where there is none
     * @param keyChanged whether the keys differ
     * @param change what makes the produced payload of the captured one; all of it where it is new; absent where there
     *     is none, or one of them is no JSON
     */
    public record Difference(
            String kind,
            String lane,
            String originLane,
            long originSequence,
            int ordinal,
            @Nullable Digest captured,
            @Nullable Digest produced,
            boolean keyChanged,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            PayloadChange change) {}

    /**
     * What one rule said.
     *
     * @param code the error code that names the rule
     * @param outcome passed, warning or failed
     */
    public record AuditFinding(String code, String outcome, String evidence, String remedy) {}
}
