package io.byteor.validator.gateway.http.explain;

/** An explanation, as the OpenAPI document shows it. */
final class Examples {
    static final String EXPLAINED = """
            {"decision": "rejected", "requestDigest": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
             "selectionDigest": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "approvalsRequired": 1,
             "findings": [{"code": "APPROVAL_MISSING", "outcome": "failed", "evidence": "the posture asks for 1, none is named",
               "remedy": "ask for an approval of this very request"}],
             "estimate": {"records": {"count": 1707, "exact": true}, "bytes": {"count": 402133, "exact": false},
               "effects": {"alerts": 1707}, "rate": 50000, "duration": "PT0.034S"}}""";

    private Examples() {}
}
