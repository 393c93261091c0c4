package io.byteor.ingest.guard;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AgentQuarantined;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The agents from which nothing is taken until people have looked at their escalations. Thread-safe. */
public final class Quarantine {
    /** By case: more than one can hold an agent. */
    private final Map<String, AgentQuarantined> cases = new ConcurrentHashMap<>();

    /** Takes down what stands of a case; null where it is settled. */
    public void read(String caseId, @Nullable AgentQuarantined quarantined) {
        if (quarantined == null) {
            cases.remove(caseId);
        } else {
            cases.put(caseId, quarantined);
        }
    }

    /** @throws ByteorException AGENT_QUARANTINED while the agent is held */
    void requireFree(String agent) {
        for (AgentQuarantined held : cases.values()) {
            if (held.getAgentId().equals(agent)) {
                throw new ByteorException(
                        ErrorCode.AGENT_QUARANTINED,
                        "nothing is taken since %s, until escalation %s is resolved"
                                .formatted(held.getSince(), held.getEscalationId()),
                        "agent",
                        agent);
            }
        }
    }
}
