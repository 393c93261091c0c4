package io.byteor.audit.stats;

import io.byteor.schemas.audit.Wording;

/** By what actions can be told apart. */
public enum ActionDimension implements Wording {
    ENVIRONMENT,
    AGENT,
    INCIDENT,
    BUNDLE,
    SPEC_HASH,
    PIPELINE,
    MODE,
    OUTCOME,
    REQUESTER,
    /** One of those who approved the replay; one that two approved counts for both, one that nobody did for nobody. */
    APPROVER,
    REPLAY,
    ROLE,
    LANE,
    STAGE,
    TARGET,
    DECISION
}
