package io.byteor.e2e.rules;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.ApprovalRequested;
import io.byteor.schemas.event.ApprovalRevoked;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ApprovalVoted;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAdmitted;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.StartRequested;
import io.byteor.validator.approval.Approval;
import io.byteor.validator.approval.ApprovalCheck;
import io.byteor.validator.approval.Voting;
import io.byteor.validator.decision.Assessment;
import io.byteor.validator.decision.Decision;
import io.byteor.validator.fact.CompletedDryRun;
import io.byteor.validator.fact.FactSource;
import io.byteor.validator.fact.Facts;
import io.byteor.validator.fact.Gathered;
import io.byteor.validator.fact.RegisteredEnvironment;
import io.byteor.validator.fact.RegisteredPipeline;
import io.byteor.validator.start.StartDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request and all that is known when it is decided, started or revoked. Nothing is wrong with it until somebody changes it. What
 * is null is not known.
 */
final class Situation implements FactSource {
    static final Duration VALIDITY = Duration.ofMinutes(15);

    final ReplayRequested.Builder request;

    @Nullable
    BundleCaptured bundle = Givens.bundle();

    @Nullable
    AgentState agent = Givens.agent();

    @Nullable
    AgentQuarantined quarantine;

    @Nullable
    Place source;

    @Nullable
    Place elsewhere;

    @Nullable
    RegisteredPipeline pipeline = Givens.pipeline();

    @Nullable
    CompletedDryRun dryRun;

    @Nullable
    ApprovalState approval;

    @Nullable
    ReplayAccepted acceptance;

    Instant now = Givens.NOON;
    private String selectionDigest = "";

    /** @param elsewhere where it is asked to run; null for the agent's own environment */
    Situation(ReplayRequested.Builder request, Place source, @Nullable Place elsewhere) {
        this.request = request.setEnvironment(elsewhere == null ? null : elsewhere.name);
        this.source = source;
        this.elsewhere = elsewhere;
    }

    /** The environments there are. */
    Stream<Place> places() {
        return Stream.of(Optional.ofNullable(source), Optional.ofNullable(elsewhere))
                .flatMap(Optional::stream);
    }

    /** Completes a dry-run, has the request approved and accepted, so that everything that can be known is. */
    Situation settled() {
        Facts facts = facts();
        selectionDigest = facts.selectionDigest().orElseThrow().toString();
        dryRun = new CompletedDryRun("an-earlier-replay", now, 0.0);
        Assessment assessment = Assessment.of(facts());
        approval = approved(assessment, facts);
        if (decision() instanceof Decision.Accepted(ReplayAccepted accepted)) {
            acceptance = accepted;
        }
        return this;
    }

    private ApprovalState approved(Assessment assessment, Facts facts) {
        Approval.Scope scope = new Approval.Scope(
                Objects.requireNonNull(assessment.requestDigest()).toString(),
                Objects.requireNonNull(assessment.environment()).getName(),
                facts.foreignSource().map(RegisteredEnvironment::name).orElse(null),
                Objects.requireNonNull(assessment.environment()).getPostureDigest(),
                assessment.approvalsRequired(),
                facts.approvalLifetime());
        ApprovalRequested command = ApprovalRequested.newBuilder()
                .setCommandId("approval")
                .setApprovalId(Givens.APPROVAL_ID)
                .setRequest(request.build())
                .setAt(now)
                .build();
        ApprovalState state = Approval.requested(command, scope, now);
        for (int voter = 0; voter < state.getRequired(); voter++) {
            state = Voting.counted(state, vote(voter), now);
        }
        return state;
    }

    private ApprovalVoted vote(int voter) {
        return ApprovalVoted.newBuilder()
                .setCommandId("vote-" + voter)
                .setApprovalId(Givens.APPROVAL_ID)
                .setVoter(Givens.person("approver-" + voter))
                .setRoles(List.of("approver"))
                .setApprove(true)
                .setEnvironments(List.of("*"))
                .setReason("looked at it")
                .setAt(now)
                .build();
    }

    /** Whether the request may run. */
    Ruling decide() {
        return switch (decision()) {
            case Decision.Accepted accepted -> new Ruling(true, accepted.event().getFindings());
            case Decision.Rejected rejected ->
                new Ruling(false, rejected.event().getFindings());
        };
    }

    private Decision decision() {
        ReplayAdmitted admitted = Assessment.of(facts()).admitted(now);
        return Decision.of(admitted, ApprovalCheck.of(admitted, standing()), now, VALIDITY);
    }

    /** Whether what was accepted may begin. */
    Ruling start() {
        StartRequested asked = StartRequested.newBuilder()
                .setStartKey(Givens.APPROVAL_ID)
                .setReplayId(Givens.REPLAY_ID)
                .setApprovalId(Givens.APPROVAL_ID)
                .setRunner("runner")
                .setAt(now)
                .build();
        StartDecision decision = StartDecision.of(asked, Optional.ofNullable(acceptance), standing(), this, now);
        return switch (decision) {
            case StartDecision.Granted _ -> new Ruling(true, List.of());
            case StartDecision.Refused refused -> new Ruling(false, refused.findings());
        };
    }

    /** Whether the approval can be taken back. */
    Ruling revoke() {
        ApprovalRevoked command = ApprovalRevoked.newBuilder()
                .setCommandId("revocation")
                .setApprovalId(Givens.APPROVAL_ID)
                .setBy(Givens.person("approver-0"))
                .setEnvironments(List.of("*"))
                .setReason("second thoughts")
                .setAt(now)
                .build();
        try {
            Approval.revoked(Objects.requireNonNull(approval), command, now);
            return new Ruling(true, List.of());
        } catch (ByteorException refusal) {
            return Ruling.refused(refusal);
        }
    }

    private Facts facts() {
        return Gathered.from(this, request.build(), now).facts();
    }

    private Optional<ApprovalState> standing() {
        return Optional.ofNullable(approval).map(state -> Approval.at(state, now));
    }

    @Override
    public Optional<BundleCaptured> bundle(String bundleId) {
        return Optional.ofNullable(bundle).filter(it -> it.getBundleId().equals(bundleId));
    }

    @Override
    public Optional<AgentState> agent(String agentId) {
        return Optional.ofNullable(agent).filter(it -> it.getAgentId().equals(agentId));
    }

    @Override
    public Optional<AgentQuarantined> quarantine(String agentId) {
        return Optional.ofNullable(quarantine).filter(it -> it.getAgentId().equals(agentId));
    }

    @Override
    public Optional<RegisteredEnvironment> environment(String name) {
        return places().filter(it -> it.name.equals(name)).findFirst().map(Place::registered);
    }

    @Override
    public Optional<RegisteredPipeline> pipeline(String specHash) {
        return Optional.ofNullable(pipeline).filter(it -> it.specHash().equals(specHash));
    }

    @Override
    public Optional<CompletedDryRun> dryRun(String digest) {
        return Optional.ofNullable(dryRun).filter(_ -> selectionDigest.equals(digest));
    }
}
