package io.byteor.validator.rule;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.Finding;
import io.byteor.validator.fact.Facts;
import java.time.Instant;
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

    /** In place of one that stands under that case and says nothing. */
    public static AgentQuarantined unreadable(String caseId, String agentId) {
        return AgentQuarantined.newBuilder()
                .setCaseId(caseId)
                .setAgentId(agentId)
                .setEscalationId("")
                .setSince(Instant.EPOCH)
                .build();
    }

    /** The finding about an agent that is known. */
    public static Finding free(String agentId, @Nullable AgentQuarantined quarantine) {
        if (quarantine == null) {
            return Findings.passed(ErrorCode.AGENT_QUARANTINED, "agent " + agentId + " is in no quarantine");
        }
        return quarantine.getEscalationId().isEmpty()
                ? Findings.failed(
                        ErrorCode.AGENT_QUARANTINED,
                        "what is written of a quarantine of agent " + agentId + ", under case " + quarantine.getCaseId()
                                + ", cannot be read",
                        "Resolve the latest escalation of the case: that takes it back.")
                : Findings.failed(
                        ErrorCode.AGENT_QUARANTINED,
                        "agent " + agentId + " is in quarantine since " + quarantine.getSince(),
                        "Look into escalation " + quarantine.getEscalationId() + " and resolve it.");
    }
}
