package io.byteor.e2e.rules;

import static io.byteor.schemas.error.ErrorCode.ACCEPTANCE_EXPIRED;
import static io.byteor.schemas.error.ErrorCode.AGENT_QUARANTINED;
import static io.byteor.schemas.error.ErrorCode.AGENT_UNRESOLVED;
import static io.byteor.schemas.error.ErrorCode.APPROVAL_CONSUMED;
import static io.byteor.schemas.error.ErrorCode.APPROVAL_EXPIRED;
import static io.byteor.schemas.error.ErrorCode.APPROVAL_MISSING;
import static io.byteor.schemas.error.ErrorCode.APPROVAL_PENDING;
import static io.byteor.schemas.error.ErrorCode.APPROVAL_REJECTED;
import static io.byteor.schemas.error.ErrorCode.APPROVAL_REVOKED;
import static io.byteor.schemas.error.ErrorCode.APPROVAL_SCOPE;
import static io.byteor.schemas.error.ErrorCode.APPROVAL_SELF;
import static io.byteor.schemas.error.ErrorCode.APPROVAL_STARTED;
import static io.byteor.schemas.error.ErrorCode.BUNDLE_UNKNOWN;
import static io.byteor.schemas.error.ErrorCode.DRY_RUN_REQUIRED;
import static io.byteor.schemas.error.ErrorCode.ENVIRONMENT_FROZEN;
import static io.byteor.schemas.error.ErrorCode.ENVIRONMENT_UNRESOLVED;
import static io.byteor.schemas.error.ErrorCode.FORBIDDEN;
import static io.byteor.schemas.error.ErrorCode.LANE_UNKNOWN;
import static io.byteor.schemas.error.ErrorCode.LIMIT_EXCEEDED;
import static io.byteor.schemas.error.ErrorCode.PIPELINE_WITHDRAWN;
import static io.byteor.schemas.error.ErrorCode.POSTURE_FORBIDS_MODE;
import static io.byteor.schemas.error.ErrorCode.REAPPLY_FORBIDDEN;
import static io.byteor.schemas.error.ErrorCode.REPLAY_NOT_FOUND;
import static io.byteor.schemas.error.ErrorCode.SPEC_HASH_UNKNOWN;
import static io.byteor.schemas.error.ErrorCode.TARGET_UNRESOLVED;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.Vote;
import io.byteor.schemas.governance.ApprovalStatus;
import io.byteor.validator.fact.CompletedDryRun;
import io.byteor.validator.fact.RegisteredPipeline;
import io.byteor.validator.registry.PipelineStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Something that goes wrong with a situation: a fact that a rule must fail on, or one that it needs and that is not there. */
enum Fault {
    ANOTHER_BUNDLE(BUNDLE_UNKNOWN, Column.FAIL, it -> it.request.setBundleId("sha256:" + "0".repeat(64))),
    NO_BUNDLE(BUNDLE_UNKNOWN, Column.MISSING, it -> it.bundle = null),
    AN_OUTPUT_LANE(LANE_UNKNOWN, Column.FAIL, it -> it.request.setLanes(List.of("strong"))),
    LANES_OF_NO_BUNDLE(LANE_UNKNOWN, Column.MISSING, it -> it.bundle = null),
    A_STRANGE_AGENT(AGENT_UNRESOLVED, Column.FAIL, it -> bundle(it, bundle -> bundle.setAgentId("stranger"))),
    NO_AGENT(AGENT_UNRESOLVED, Column.MISSING, it -> it.agent = null),
    IN_QUARANTINE(AGENT_QUARANTINED, Column.FAIL, it -> it.quarantine = Givens.quarantine()),
    QUARANTINE_OF_NO_AGENT(AGENT_QUARANTINED, Column.MISSING, it -> it.agent = null),
    AN_UNREGISTERED_PLACE(ENVIRONMENT_UNRESOLVED, Column.FAIL, it -> it.request.setEnvironment("mars")),
    NO_SOURCE(ENVIRONMENT_UNRESOLVED, Column.MISSING, it -> it.source = null),
    ANOTHER_CLAIM(FORBIDDEN, Column.FAIL, it -> it.request.setEnvironments(List.of("elsewhere"))),
    CLAIM_TO_NO_SOURCE(FORBIDDEN, Column.MISSING, it -> it.source = null),
    MODE_FORBIDDEN(POSTURE_FORBIDS_MODE, Column.FAIL, it -> strictest(it, place -> place.allowed = false)),
    POSTURE_OF_NO_SOURCE(POSTURE_FORBIDS_MODE, Column.MISSING, it -> it.source = null),
    REAPPLYING(REAPPLY_FORBIDDEN, Column.FAIL, it -> {
        it.request.setReapply(true);
        strictest(it, place -> place.reapply = false);
    }),
    REAPPLY_OF_NO_SOURCE(REAPPLY_FORBIDDEN, Column.MISSING, it -> it.source = null),
    FROZEN(ENVIRONMENT_FROZEN, Column.FAIL, it -> strictest(it, place -> place.frozenAt = Givens.NOON)),
    FREEZES_OF_NO_SOURCE(ENVIRONMENT_FROZEN, Column.MISSING, it -> it.source = null),
    TOO_FAST(LIMIT_EXCEEDED, Column.FAIL, it -> it.request.setRate(Place.RATE + 1)),
    TOO_MANY(LIMIT_EXCEEDED, Column.FAIL, it -> strictest(it, place -> place.records = 1)),
    RECORDS_OF_NO_BUNDLE(LIMIT_EXCEEDED, Column.MISSING, it -> it.bundle = null),
    LIMITS_OF_NO_SOURCE(LIMIT_EXCEEDED, Column.MISSING, it -> it.source = null),
    ANOTHER_SPEC(
            SPEC_HASH_UNKNOWN, Column.FAIL, it -> bundle(it, bundle -> bundle.setSpecHash("sha256:" + "1".repeat(64)))),
    NO_PIPELINE(SPEC_HASH_UNKNOWN, Column.MISSING, it -> it.pipeline = null),
    WITHDRAWN(PIPELINE_WITHDRAWN, Column.FAIL, it -> status(it, PipelineStatus.WITHDRAWN)),
    A_CANDIDATE(PIPELINE_WITHDRAWN, Column.FAIL, it -> status(it, PipelineStatus.CANDIDATE)),
    STATUS_OF_NO_PIPELINE(PIPELINE_WITHDRAWN, Column.MISSING, it -> it.pipeline = null),
    UNREACHABLE(TARGET_UNRESOLVED, Column.FAIL, it -> it.places().forEach(place -> place.reachable = false)),
    TARGETS_OF_NO_PIPELINE(TARGET_UNRESOLVED, Column.MISSING, it -> it.pipeline = null),
    TARGETS_NOWHERE(TARGET_UNRESOLVED, Column.MISSING, it -> it.request.setEnvironment("mars")),
    A_STALE_DRY_RUN(DRY_RUN_REQUIRED, Column.FAIL, it -> {
        demandADryRun(it);
        it.dryRun = new CompletedDryRun("stale", Givens.NOON.minus(Duration.ofDays(1)), 0.0);
    }),
    A_DIVERGING_DRY_RUN(DRY_RUN_REQUIRED, Column.FAIL, it -> {
        demandADryRun(it);
        it.dryRun = new CompletedDryRun("diverging", Givens.NOON, 1.0);
    }),
    NO_DRY_RUN(DRY_RUN_REQUIRED, Column.MISSING, it -> {
        demandADryRun(it);
        it.dryRun = null;
    }),
    DRY_RUN_FOR_NO_SOURCE(DRY_RUN_REQUIRED, Column.MISSING, it -> it.source = null),
    UNAPPROVED(APPROVAL_MISSING, Column.FAIL, it -> {
        strictest(it, place -> place.approvals = Math.max(1, place.approvals));
        it.request.setApprovalId(null);
    }),
    NO_APPROVAL(APPROVAL_MISSING, Column.MISSING, it -> it.approval = null),
    ONE_MORE_APPROVAL(APPROVAL_PENDING, Column.FAIL, it -> strictest(it, place -> place.approvals += 1)),
    PENDING(APPROVAL_PENDING, Column.FAIL, it -> approval(it, ApprovalStatus.REQUESTED)),
    VOTES_OF_NO_APPROVAL(APPROVAL_PENDING, Column.MISSING, APPROVAL_MISSING, it -> it.approval = null),
    REJECTED(APPROVAL_REJECTED, Column.FAIL, it -> approval(it, ApprovalStatus.REJECTED)),
    REJECTION_OF_NO_APPROVAL(APPROVAL_REJECTED, Column.MISSING, APPROVAL_MISSING, it -> it.approval = null),
    REVOKED(APPROVAL_REVOKED, Column.FAIL, it -> approval(it, ApprovalStatus.REVOKED)),
    REVOCATION_OF_NO_APPROVAL(APPROVAL_REVOKED, Column.MISSING, APPROVAL_MISSING, it -> it.approval = null),
    EXPIRED(APPROVAL_EXPIRED, Column.FAIL, it -> approval(it, ApprovalStatus.EXPIRED)),
    EXPIRY_OF_NO_APPROVAL(APPROVAL_EXPIRED, Column.MISSING, APPROVAL_MISSING, it -> it.approval = null),
    CONSUMED(APPROVAL_CONSUMED, Column.FAIL, it -> {
        approval(it, ApprovalStatus.RESERVED);
        change(it, state -> state.setReservedBy("another"));
    }),
    HOLDER_OF_NO_APPROVAL(APPROVAL_CONSUMED, Column.MISSING, APPROVAL_MISSING, it -> it.approval = null),
    ANOTHER_DIGEST(APPROVAL_SCOPE, Column.FAIL, it -> it.request.setErrorBudget(7L)),
    DIGEST_OF_NO_BUNDLE(APPROVAL_SCOPE, Column.MISSING, it -> it.bundle = null),
    BY_THE_REQUESTER(APPROVAL_SELF, Column.FAIL, it -> change(it, state -> state.setVotes(List.of(ownVote())))),
    APPROVERS_OF_NO_APPROVAL(APPROVAL_SELF, Column.MISSING, APPROVAL_MISSING, it -> it.approval = null),
    STARTED(APPROVAL_STARTED, Column.FAIL, it -> approval(it, ApprovalStatus.STARTED)),
    START_WITHOUT_APPROVAL(APPROVAL_STARTED, Column.MISSING, APPROVAL_MISSING, it -> it.approval = null),
    TOO_LATE(ACCEPTANCE_EXPIRED, Column.FAIL, it -> it.now = Givens.NOON.plus(Situation.VALIDITY)),
    NO_ACCEPTANCE(ACCEPTANCE_EXPIRED, Column.MISSING, REPLAY_NOT_FOUND, it -> it.acceptance = null);

    private final ErrorCode rule;
    private final Column column;
    private final ErrorCode said;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
    private final Consumer<Situation> effect;

    Fault(ErrorCode rule, Column column, Consumer<Situation> effect) {
        this(rule, column, rule, effect);
    }

    Fault(ErrorCode rule, Column column, ErrorCode said, Consumer<Situation> effect) {
        this.rule = rule;
        this.column = column;
        this.said = said;
        this.effect = effect;
    }

    /** The rule whose row it stands in. */
    ErrorCode rule() {
        return rule;
    }

    Column column() {
        return column;
    }

    /** The code that must be said of it; another than the rule's where the rule has nothing left to speak of. */
    ErrorCode said() {
        return said;
    }

    void befall(Situation situation) {
        effect.accept(situation);
    }

    /** The source governs wherever the replay runs. */
    private static void strictest(Situation situation, Consumer<Place> change) {
        if (situation.source != null) {
            change.accept(situation.source);
        }
    }

    private static void demandADryRun(Situation situation) {
        strictest(situation, place -> {
            place.dryRunWithin = Duration.ofHours(1);
            place.maxDivergence = 0.1;
        });
    }

    private static void bundle(Situation situation, UnaryOperator<BundleCaptured.Builder> change) {
        if (situation.bundle != null) {
            situation.bundle =
                    change.apply(BundleCaptured.newBuilder(situation.bundle)).build();
        }
    }

    private static void status(Situation situation, PipelineStatus status) {
        RegisteredPipeline pipeline = situation.pipeline;
        if (pipeline != null) {
            situation.pipeline = new RegisteredPipeline(pipeline.spec(), status, pipeline.revision());
        }
    }

    private static void approval(Situation situation, ApprovalStatus status) {
        change(situation, state -> state.setStatus(status.name().toLowerCase(Locale.ROOT)));
    }

    private static void change(Situation situation, UnaryOperator<ApprovalState.Builder> change) {
        ApprovalState approval = situation.approval;
        if (approval != null) {
            situation.approval =
                    change.apply(ApprovalState.newBuilder(approval)).build();
        }
    }

    private static Vote ownVote() {
        return Vote.newBuilder()
                .setVoter(Givens.person("operator"))
                .setApprove(true)
                .setReason("mine")
                .setAt(Givens.NOON)
                .build();
    }
}
