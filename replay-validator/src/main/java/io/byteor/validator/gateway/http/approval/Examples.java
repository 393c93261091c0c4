package io.byteor.validator.gateway.http.approval;

/** Approvals, as the OpenAPI document shows them. */
final class Examples {
    static final String REQUEST = """
            {"request": {"bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "mode": "execute",
               "rate": 1000, "errorBudget": 10, "reason": "alerts were lost"}}""";

    static final String VOTE = """
            {"vote": "approve", "reason": "checked the dry-run", "ticket": "OPS-4"}""";

    static final String REVOKE = """
            {"reason": "wrong incident"}""";

    static final String APPROVED = """
            {"approvalId": "0197c3f1-52aa-8d3b-9d0e-3f6f1b5f7a10", "commandId": "0197c3f2-0a4c-7a10-8c55-90d1f4a2b3c4",
             "status": "approved", "revision": 2,
             "requestDigest": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"}""";

    static final String PAGE = """
            {"items": [{"approvalId": "0197c3f1-52aa-8d3b-9d0e-3f6f1b5f7a10", "revision": 2, "status": "approved",
               "requestDigest": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
               "bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "mode": "execute",
               "environment": "demo", "requester": "https://byteor.local#olga", "reason": "alerts were lost", "required": 1,
               "votes": [{"voter": "https://byteor.local#anna", "vote": "approve", "reason": "checked the dry-run",
                 "at": "2026-11-26T10:00:00.123456Z"}],
               "refusedVotes": 0, "requestedAt": "2026-11-26T09:58:00Z", "expiresAt": "2026-11-26T13:58:00Z"}]}""";

    private Examples() {}
}
