package io.byteor.schemas.audit;

import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.ResolvedPipeline;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Audits as events, and the audit that a rejected request leaves. Pure functions. */
public final class AuditEvents {
    private static final String UNKNOWN = "";

    private AuditEvents() {}

    /**
     * The event that carries the audit, with the fields that stores index beside it.
     *
     * @param selectionDigest null where nothing was accepted
     */
    public static ReplayAudited audited(
            AuditRecord audit, String rootBundleId, Mode mode, Person requester, @Nullable String selectionDigest) {
        return ReplayAudited.newBuilder()
                .setReplayId(audit.replayId())
                .setBundleId(audit.bundleId())
                .setRootBundleId(rootBundleId)
                .setMode(mode)
                .setEnvironment(audit.policy().environment())
                .setSpecHash(Objects.requireNonNullElse(audit.specHash(), UNKNOWN))
                .setOutcome(audit.outcome().text())
                .setRequester(requester)
                .setRoot(ByteBuffer.wrap(audit.actions().root().raw()))
                .setListed(audit.actions().listed())
                .setAudit(AuditJson.write(audit))
                .setSelectionDigest(selectionDigest)
                .setRequestedAt(audit.requestedAt())
                .setFinishedAt(audit.finishedAt())
                .build();
    }

    /** The audit of a rejected request: outcome rejected, every finding, no input. Equal for equal events. */
    public static ReplayAudited audited(ReplayRejected rejected) {
        BundleCaptured bundle = rejected.getBundle();
        String root = bundle == null ? rejected.getRequest().getBundleId() : bundle.getRootBundleId();
        return audited(
                record(rejected),
                root,
                rejected.getRequest().getMode(),
                rejected.getRequest().getRequester(),
                null);
    }

    /** Issuer, {@code #}, subject. An issuer is a URL without fragment, so the first {@code #} parts them. */
    public static String text(Person person) {
        return person.getIssuer() + "#" + person.getSubject();
    }

    /** How an audit writes a mode: dry_run or execute. */
    public static String text(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    /** How an audit writes a rule's finding. */
    public static AuditRecord.AuditFinding text(Finding finding) {
        return new AuditRecord.AuditFinding(
                finding.getCode(),
                finding.getOutcome().name().toLowerCase(Locale.ROOT),
                finding.getEvidence(),
                finding.getRemedy());
    }

    private static AuditRecord record(ReplayRejected rejected) {
        ReplayRequested request = rejected.getRequest();
        BundleCaptured bundle = rejected.getBundle();
        ResolvedPipeline pipeline = rejected.getPipeline();
        EnvironmentSnapshot environment = rejected.getEnvironment();
        return new AuditRecord(
                AuditRecord.VERSION,
                rejected.getReplayId(),
                request.getBundleId(),
                bundle == null ? null : bundle.getDirectory(),
                specHash(bundle, pipeline),
                pipeline == null
                        ? null
                        : new AuditRecord.Pipeline(pipeline.getRecorded(), pipeline.getResolved(), pipeline.getMatch()),
                List.of(),
                new AuditRecord.Policy(
                        environment(request, bundle, environment).orElse(UNKNOWN),
                        environment == null ? null : environment.getPostureDigest(),
                        rejected.getApproval().getStatus(),
                        text(request.getMode())),
                List.of(),
                AuditRecord.Actions.none(),
                null,
                ReplayOutcome.REJECTED,
                rejected.getFindings().stream().map(AuditEvents::text).toList(),
                request.getReason(),
                null,
                request.getTicket(),
                text(request.getRequester()),
                rejected.getApproval().getApprovers().stream()
                        .map(AuditEvents::text)
                        .collect(Collectors.toUnmodifiableList()),
                null,
                request.getRequestedAt(),
                null,
                rejected.getRejectedAt());
    }

    private static @Nullable String specHash(@Nullable BundleCaptured bundle, @Nullable ResolvedPipeline pipeline) {
        if (pipeline != null) {
            return pipeline.getSpecHash();
        }
        return bundle == null ? null : bundle.getSpecHash();
    }

    /**
     * The environment that a request is for, as far as that is known.
     *
     * @param bundle null while it is unknown
     * @param snapshot null where it was not resolved
     */
    public static Optional<String> environment(
            ReplayRequested request, @Nullable BundleCaptured bundle, @Nullable EnvironmentSnapshot snapshot) {
        return Optional.ofNullable(snapshot)
                .map(EnvironmentSnapshot::getName)
                .or(() -> Optional.ofNullable(request.getEnvironment()))
                .or(() -> Optional.ofNullable(bundle).map(BundleCaptured::getEnvironment));
    }
}
