package io.byteor.validator.rule;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.Finding;
import io.byteor.validator.fact.Facts;
import org.jspecify.annotations.Nullable;

/** Whether the agent that captured the records is in quarantine; nothing of it runs then, a dry-run neither. */
public final class QuarantineRule {
    private QuarantineRule() {}

    static Finding free(ErrorCode code, Facts facts) {
        AgentState agent = facts.agent();
        return agent == null
                ? Findings.failed(code, "of an unresolved agent nothing is known", "Have an admin register the agent.")
                : free(agent.getAgentId(), facts.quarantine());
    }

    /** The finding about an agent that is known. */
    public static Finding free(String agentId, @Nullable AgentQuarantined quarantine) {
        return quarantine == null
                ? Findings.passed(ErrorCode.AGENT_QUARANTINED, "agent " + agentId + " is in no quarantine")
                : Findings.failed(
                        ErrorCode.AGENT_QUARANTINED,
                        "agent " + agentId + " is in quarantine since " + quarantine.getSince(),
                        "Look into escalation " + quarantine.getEscalationId() + " and resolve it.");
    }
}
