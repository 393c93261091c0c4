package io.byteor.validator.gateway;

import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.json.JsonFields;
import io.byteor.validator.approval.Approval;
import io.byteor.validator.approval.ApprovalSource;
import io.byteor.validator.decision.Explanation;
import io.byteor.validator.fact.FactSource;
import io.byteor.validator.fact.Facts;
import io.byteor.validator.fact.Gathered;
import io.byteor.validator.fact.RegisteredEnvironment;
import io.byteor.validator.request.RequestDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Says what would become of a request, over the facts as this instance holds them now. Files nothing. Thread-safe. */
public final class Explainer {
    private static final String UNFILED = "unfiled";

    private final FactSource facts;
    private final ApprovalSource approvals;
    private final Duration validity;
    private final InstantSource clock;

    /** @param validity how long after its acceptance a replay may begin */
    public Explainer(FactSource facts, ApprovalSource approvals, Duration validity, InstantSource clock) {
        this.facts = facts;
        this.approvals = approvals;
        this.validity = validity;
        this.clock = clock;
    }

    /**
     * Explains.
     *
     * @param body the request as it would be filed
     * @throws io.byteor.schemas.error.ByteorException REQUEST_INVALID with the JSON Pointer of what is wrong, FORBIDDEN for an
     *     environment out of the caller's reach, be it named or that of the bundle, UNAVAILABLE while facts are being read
     */
    public Explanation explain(JsonFields body, Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ReplayRequested request = RequestDocument.parse(
                body,
                new RequestDocument.Frame(UNFILED, UNFILED, caller.person(), caller.environments(), List.of(), now));
        if (request.getEnvironment() != null) {
            caller.requireEnvironment(request.getEnvironment());
        }
        Facts gathered = Gathered.from(facts, request, now).facts();
        requireClaim(caller, gathered);
        Optional<ApprovalState> approval = Optional.ofNullable(request.getApprovalId())
                .flatMap(approvals::approval)
                .map(state -> Approval.at(state, now));
        return Explanation.of(gathered, approval, validity);
    }

    /** Only the facts tell where a bundle is from, and what is told of it is told of that environment too. */
    private static void requireClaim(Caller caller, Facts gathered) {
        gathered.governing().stream().map(RegisteredEnvironment::name).forEach(caller::requireEnvironment);
        gathered.unresolvedEnvironment().ifPresent(caller::requireEnvironment);
    }
}
