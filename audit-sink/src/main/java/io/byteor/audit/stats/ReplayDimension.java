package io.byteor.audit.stats;

import io.byteor.schemas.audit.Wording;

/** By what replays can be told apart. */
public enum ReplayDimension implements Wording {
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
    /** A code that the request failed on; one that failed on two counts for both, one that failed on none for none. */
    CODE
}
