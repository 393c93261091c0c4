package io.byteor.audit.http;

/** Answers, as the OpenAPI document shows them. */
final class Examples {
    static final String REPLAY = """
            {"replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01", "state": "completed", "outcome": "completed", "decision": "accepted",
             "bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f",
             "rootBundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "mode": "dry_run",
             "environment": "demo", "specHash": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
             "requestDigest": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
             "approvalId": null, "requester": "https://byteor.local#olga", "reason": "alerts were lost", "ticket": "OPS-4",
             "findings": [], "agentId": "quake-agent", "incidentId": "quake-2026-11-26", "pipeline": "quake-alerts",
             "approvers": [], "listed": 170, "stored": 170, "requestedAt": "2026-11-26T10:00:00Z",
             "decidedAt": "2026-11-26T10:00:00.05Z", "startedAt": "2026-11-26T10:00:00.2Z",
             "finishedAt": "2026-11-26T10:00:02Z"}""";

    static final String REPLAYS = """
            {"items": [{"replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01", "state": "rejected", "decision": "rejected", "mode": "execute",
               "environment": "demo", "requester": "https://byteor.local#olga", "reason": "alerts were lost", "ticket": "OPS-4",
               "agentId": "quake-agent", "incidentId": "quake-2026-11-26", "pipeline": "quake-alerts", "approvers": [],
               "stored": 0, "requestedAt": "2026-11-26T10:00:00Z", "decidedAt": "2026-11-26T10:00:00.05Z"}], "next": "b0p_ueQqLhbwY4uAOYkeoVbYEhJHy2zqpzCFKhnza6xKcV7BP2JCdb2XS78"}""";

    static final String AUDIT = """
            {"auditVersion": 1, "replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01",
             "bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f",
             "bundleDirectory": "bundles/5f/0c7b", "specHash": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
             "pipeline": {"recorded": "quake-alerts 2.3.0", "resolved": "quake-alerts 2.3.0", "match": "same"}, "input": [],
             "policy": {"environment": "demo", "postureDigest": null, "approval": "revoked", "mode": "execute"}, "stages": [],
             "actions": {"count": 0, "listed": 0, "byDecision": {},
               "root": "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
             "divergence": null, "outcome": "refused", "reason": "alerts were lost",
             "outcomeReason": "APPROVAL_REVOKED: revoked by anna", "requester": "https://byteor.local#olga",
             "approvers": ["https://byteor.local#anna"], "runner": "runner-1", "requestedAt": "2026-11-26T10:00:00Z",
             "startedAt": null, "finishedAt": "2026-11-26T10:00:02Z"}""";

    static final String ACTIONS = """
            {"items": [{"replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01", "seq": 0, "role": "triage", "lane": "feed", "stage": "alert", "originLane": "feed", "originSequence": 12,
               "ordinal": 0, "target": "alerts", "toLane": null, "decision": "would_apply", "reason": null, "key": "cXVha2UtMQ==",
               "payloadSha256": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "payloadBytes": 212,
               "at": "2026-11-26T10:00:01Z", "leaf": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"}],
             "next": "b0p_ueQqLhbwY4uAOYkeoVbYEhJHy2zqpzCFKhnza6xKcV7BP2JCdb2XS78"}""";

    static final String VERIFICATION = """
            {"replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01", "verdict": "intact", "actions": "intact",
             "records": "intact", "checkpoint": 12, "listed": 170, "stored": 170,
             "root": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
             "recomputedRoot": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9", "firstDifference": null}""";

    static final String VERIFIED = """
            {"items": [
               {"kind": "checkpoints", "id": "", "verdict": "intact", "pending": false, "records": 12, "actions": null,
                "checkpoint": 12, "firstDifference": null},
               {"kind": "log", "id": "byteor.replay.audited-3", "verdict": "truncated", "pending": false, "records": 40,
                "actions": null, "checkpoint": 12, "firstDifference": 40},
               {"kind": "replay", "id": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01", "verdict": "intact", "pending": false,
                "records": 2, "actions": 170, "checkpoint": 12, "firstDifference": null}],
             "next": "70skpRhdgnGufAvLeVEL0Dde0KUruDCN-LrBsOejnCkSW3TUfqjpN390ulerOPzq56BFPNBfbvxpEAFPw394VZv3EBXlOjCqmva6PRnT2g"}""";

    static final String RECEIPT = """
            {"payloadType": "application/vnd.in-toto+json", "payload": "eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjEifQ==",
             "signatures": [{"keyid": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "sig": "c2ln"}]}""";

    static final String BUNDLE = """
            {"bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f",
             "rootBundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "parentBundleId": null,
             "incidentId": "quake-2026-11-26", "title": "alerts were lost", "agentId": "quake-agent", "environment": "demo",
             "pipeline": "quake-alerts", "version": "2.3.0",
             "specHash": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
             "capturedAt": "2026-11-26T09:40:00Z", "storedAt": "2026-11-26T09:41:00Z", "deletedAt": null,
             "directory": "bundles/5f/0c7b", "files": 12, "bytes": 402133,
             "lanes": [{"name": "feed", "direction": "input", "segments": 1, "records": 1707}]}""";

    static final String BUNDLES = """
            {"items": [{"bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f",
               "rootBundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f",
               "incidentId": "quake-2026-11-26", "title": "alerts were lost", "agentId": "quake-agent", "environment": "demo",
               "files": 12, "bytes": 402133}], "next": null}""";

    static final String APPROVALS = """
            {"items": [{"approvalId": "0197c3f1-52aa-8d3b-9d0e-3f6f1b5f7a10", "revision": 2, "status": "approved",
               "requestDigest": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
               "bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "mode": "execute",
               "environment": "demo", "postureDigest": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
               "required": 1, "requester": "https://byteor.local#olga", "reason": "alerts were lost", "ticket": "OPS-4",
               "votes": [{"voter": "https://byteor.local#anna", "vote": "approve", "reason": "checked the dry-run", "ticket": null,
                 "at": "2026-11-26T10:00:00Z"}],
               "refusedVotes": [], "revocation": null, "reservedBy": null, "requestedAt": "2026-11-26T09:58:00Z",
               "expiresAt": "2026-11-26T13:58:00Z", "changedAt": "2026-11-26T10:00:00Z"}], "next": null}""";

    static final String APPROVAL = """
            {"approvalId": "0197c3f1-52aa-8d3b-9d0e-3f6f1b5f7a10", "revision": 2, "status": "approved",
             "requestDigest": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
             "bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "mode": "execute",
             "environment": "demo", "postureDigest": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
             "required": 1, "requester": "https://byteor.local#olga", "reason": "alerts were lost", "ticket": "OPS-4",
             "votes": [{"voter": "https://byteor.local#anna", "vote": "approve", "reason": "checked the dry-run", "ticket": null,
               "at": "2026-11-26T10:00:00Z"}],
             "refusedVotes": [], "revocation": null, "reservedBy": null, "requestedAt": "2026-11-26T09:58:00Z",
             "expiresAt": "2026-11-26T13:58:00Z", "changedAt": "2026-11-26T10:00:00Z"}""";

    static final String ESCALATION = """
            {"escalationId": "5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c.1764150000.000001", "revision": 2, "cause": "agent_forbidden", "subject": "quake-agent",
             "environment": "demo", "evidence": "5 answers 403 to agent quake-agent within PT1M", "replayId": null,
             "state": "acknowledged",
             "acknowledged": {"by": "https://byteor.local#olga", "note": "on it", "at": "2026-11-26T10:02:00Z"}, "resolved": null,
             "raisedAt": "2026-11-26T10:00:00Z", "changedAt": "2026-11-26T10:02:00Z"}""";

    static final String ESCALATIONS = """
            {"items": [{"escalationId": "5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c.1764150000.000001", "revision": 1, "cause": "agent_forbidden", "subject": "quake-agent",
               "environment": "demo", "evidence": "5 answers 403 to agent quake-agent within PT1M", "state": "raised",
               "raisedAt": "2026-11-26T10:00:00Z", "changedAt": "2026-11-26T10:00:00Z"}], "next": null}""";

    private Examples() {}
}
