package io.byteor.validator.gateway.http.outcome;

/** What becomes of commands, as the OpenAPI document shows it. */
public final class Examples {
    public static final String PENDING = """
            {"commandId": "0197c3f2-0a4c-7a10-8c55-90d1f4a2b3c4", "subject": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01",
             "status": "pending", "outcome": "/govern/v1/outcomes/0197c3f2-0a4c-7a10-8c55-90d1f4a2b3c4"}""";

    public static final String OUTCOME = """
            {"commandId": "0197c3f2-0a4c-7a10-8c55-90d1f4a2b3c4", "kind": "approval",
             "subject": "0197c3f1-52aa-8d3b-9d0e-3f6f1b5f7a10", "environment": "demo", "status": "done", "answer": "approved",
             "revision": 2,
             "digest": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
             "findings": [], "at": "2026-11-26T10:00:00.123456Z"}""";

    private Examples() {}
}
