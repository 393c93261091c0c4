package io.byteor.schemas.governance;

import io.byteor.schemas.audit.Wording;
import java.util.List;
import java.util.Optional;

/** Why something is escalated. */
public enum EscalationCause implements Wording {
    /** A request needs an environment that is not registered. Its subject is the environment. */
    ENVIRONMENT_UNRESOLVED,
    /** A spec that is no registered version was to run, be it in a dry-run. Its subject is the spec hash. */
    SPEC_HASH_UNKNOWN,
    /** A request came without the approval that it needs. Its subject is the bundle. */
    APPROVAL_MISSING,
    /** A request came with an approval that was refused. Its subject is the approval. */
    APPROVAL_REJECTED,
    /** A replay met a stored bundle that is no longer what it was. Its subject is the bundle. */
    BUNDLE_CORRUPT,
    /** An agent was answered 401 again and again. Its subject is the agent, as in the next two. */
    AGENT_UNAUTHENTICATED,
    /** An agent was answered 403 again and again. */
    AGENT_FORBIDDEN,
    /** An agent was answered 429 again and again. */
    AGENT_THROTTLED;

    /** The cause that an agent's answers of this status add up to; empty where they mean nothing. */
    public static Optional<EscalationCause> ofAnswers(int status) {
        return switch (status) {
            case 401 -> Optional.of(AGENT_UNAUTHENTICATED);
            case 403 -> Optional.of(AGENT_FORBIDDEN);
            case 429 -> Optional.of(AGENT_THROTTLED);
            default -> Optional.empty();
        };
    }

    /** The causes that can put an agent in quarantine: answers to a name that a signature vouched for. */
    public static List<EscalationCause> quarantining() {
        return List.of(AGENT_FORBIDDEN, AGENT_THROTTLED);
    }
}
