package io.byteor.e2e.govern.vote;

import io.byteor.schemas.error.ErrorCode;

/** A vote that must not count. */
enum Attempt {
    SELF(ErrorCode.APPROVAL_SELF),
    TWICE(ErrorCode.VOTE_DUPLICATE),
    SERVICE_ACCOUNT(ErrorCode.VOTER_INELIGIBLE),
    OTHER_ROLE(ErrorCode.VOTER_INELIGIBLE),
    OTHER_ENVIRONMENT(ErrorCode.VOTER_INELIGIBLE),
    AFTER_EXPIRY(ErrorCode.APPROVAL_EXPIRED),
    CHANGED_ENVIRONMENT(ErrorCode.APPROVAL_SCOPE);

    private final ErrorCode code;

    Attempt(ErrorCode code) {
        this.code = code;
    }

    /** What it must be refused with. */
    ErrorCode code() {
        return code;
    }

    /** Whether an honest vote counts before and after it, so that what refuses is the rule and not a door that is shut. */
    boolean leavesOpen() {
        return this != AFTER_EXPIRY && this != CHANGED_ENVIRONMENT;
    }
}
