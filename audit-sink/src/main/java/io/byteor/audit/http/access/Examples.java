package io.byteor.audit.http.access;

/** Answers, as the OpenAPI document shows them. */
final class Examples {
    static final String ACCESS = """
            {"accessId": "019abf3c-51c2-7d3e-9c4a-5b1f6f0b7a10", "person": "https://byteor.local#ana", "roles": ["analyst"],
             "kind": "export", "asked": {"of": "actions", "format": "parquet", "environment": "demo"}, "replayId": null,
             "bundleId": null, "environments": ["demo"], "answeredFrom": {"checkpoint": {"digest": "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
             "sequence": 7}, "offsets": {"byteor.replay.action": {"0": 170}}}, "masked": ["$..key"],
             "beganAt": "2026-11-26T10:05:00Z", "finishedAt": "2026-11-26T10:05:01Z", "rows": 170, "bytes": 9120,
             "sha256": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "outcome": "completed", "code": null}""";

    static final String ACCESSES = """
            {"items": [{"accessId": "019abf3c-0a4c-7e21-b7d1-2c9b4b8e6f01", "person": "https://byteor.local#ana",
               "roles": ["analyst"], "kind": "audit", "asked": {"replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01"},
               "replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01", "environments": ["demo"],
               "answeredFrom": {"offsets": {"byteor.replay.audited": {"0": 4}}}, "masked": [], "beganAt": "2026-11-26T10:04:00Z",
               "finishedAt": "2026-11-26T10:04:00Z", "rows": 1, "bytes": 2204, "outcome": "completed"},
              {"accessId": "019abf3b-9d10-7c0e-8f4b-77d0c1c2a0b3", "person": "https://byteor.local#olga", "roles": ["operator"],
               "kind": "bundle_file", "asked": {"bundleId":
               "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "path": "data/spec.json"},
               "bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f",
               "environments": ["demo"], "masked": [], "beganAt": "2026-11-26T10:03:20Z", "finishedAt": "2026-11-26T10:03:20Z",
               "rows": 1, "bytes": 812, "outcome": "completed"}], "next": "17"}""";

    private Examples() {}
}
