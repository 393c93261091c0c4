package io.byteor.audit.intake.kafka;

import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ApprovalSummary;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.ResolvedPipeline;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whether the store's indexes can hold the texts of an event. PostgreSQL refuses a row of which an index entry takes more than a
 * third of a page, 2,704 bytes. Ids are bounded by themselves.
 */
final class Indexed {
    /** UTF-8 bytes of the texts of one entry; the rest is for numbers and headers. */
    private static final int MOST_BYTES = 2_400;

    /** Of a text that is indexed by its words, of which each may be long and all of them together a megabyte. */
    private static final int MOST_BYTES_OF_WORDS = 65_536;

    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private Indexed() {}

    /** The first text that is too long, by its field; empty if none is. */
    static Optional<String> fault(SpecificRecord event) {
        return event instanceof ReplayAction action
                ? Optional.ofNullable(action(action))
                : faults(event).filter(Objects::nonNull).findFirst();
    }

    /** All of them stand in the entry by which actions are counted. */
    private static @Nullable String action(ReplayAction action) {
        return fault(
                "role, lane, stage, target, toLane and decision",
                action.getReplayId(),
                action.getRole(),
                action.getLane(),
                action.getStage(),
                action.getTarget(),
                action.getToLane(),
                action.getDecision());
    }

    private static Stream<@Nullable String> faults(SpecificRecord event) {
        return switch (event) {
            case ReplayAudited audited ->
                Stream.of(
                        fault("bundleId", audited.getBundleId()),
                        fault("rootBundleId", audited.getRootBundleId()),
                        fault("environment", audited.getEnvironment()),
                        fault("specHash", audited.getSpecHash()),
                        fault("outcome", audited.getOutcome()),
                        fault("requester", audited.getRequester().getSubject()));
            case ReplayRequested request -> request(request);
            case ReplayAccepted accepted ->
                decided(
                        accepted.getRequest(),
                        accepted.getBundle(),
                        accepted.getEnvironment(),
                        accepted.getPipeline(),
                        accepted.getApproval());
            case ReplayRejected rejected ->
                decided(
                        rejected.getRequest(),
                        rejected.getBundle(),
                        rejected.getEnvironment(),
                        rejected.getPipeline(),
                        rejected.getApproval());
            case BundleCaptured captured -> bundle(captured);
            case ApprovalState approval ->
                Stream.of(fault("bundleId", approval.getRequest().getBundleId()));
            case EscalationState escalation ->
                Stream.of(
                        fault("subject", escalation.getSubject()),
                        fault("status", escalation.getStatus()),
                        fault("replayId", escalation.getReplayId()));
            case AccessRecorded access ->
                Stream.of(
                        fault("reader", AuditEvents.text(access.getReader())),
                        fault("replayId", access.getReplayId()),
                        fault("bundleId", access.getBundleId()));
            default -> Stream.empty();
        };
    }

    private static Stream<@Nullable String> request(ReplayRequested request) {
        return Stream.of(
                fault("bundleId", request.getBundleId()),
                fault("environment", request.getEnvironment()),
                fault("requester", request.getRequester().getSubject()),
                fault("ticket", request.getTicket()),
                fault(MOST_BYTES_OF_WORDS, "reason", request.getReason()));
    }

    private static Stream<@Nullable String> decided(
            ReplayRequested request,
            @Nullable BundleCaptured bundle,
            @Nullable EnvironmentSnapshot environment,
            @Nullable ResolvedPipeline pipeline,
            ApprovalSummary approval) {
        return Stream.of(
                        request(request),
                        bundle == null ? Stream.<@Nullable String>empty() : bundle(bundle),
                        Stream.of(fault("environment", environment == null ? null : environment.getName())),
                        Stream.of(fault("specHash", pipeline == null ? null : pipeline.getSpecHash())),
                        approval.getApprovers().stream().map(person -> fault("approvers", AuditEvents.text(person))))
                .flatMap(faults -> faults);
    }

    private static Stream<@Nullable String> bundle(BundleCaptured bundle) {
        return Stream.of(
                fault("rootBundleId", bundle.getRootBundleId()),
                fault("agentId", bundle.getAgentId()),
                fault("incidentId", bundle.getIncidentId()),
                fault("environment", bundle.getEnvironment()),
                fault("pipeline", bundle.getPipeline()));
    }

    private static @Nullable String fault(String name, @Nullable String... texts) {
        return fault(MOST_BYTES, name, texts);
    }

    private static @Nullable String fault(int most, String name, @Nullable String... texts) {
        long chars = 0;
        for (String text : texts) {
            chars += text == null ? 0 : text.length();
        }
        if (chars * MOST_BYTES_OF_A_CHAR <= most) {
            return null;
        }
        long bytes = 0;
        for (String text : texts) {
            bytes += text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes <= most ? null : name + " has " + bytes + " bytes, at most " + most + " can be indexed";
    }
}
