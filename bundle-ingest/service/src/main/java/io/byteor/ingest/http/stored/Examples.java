package io.byteor.ingest.http.stored;

/** A stored bundle, as the OpenAPI document shows it. */
final class Examples {
    static final String DESCRIPTION = """
            {"bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f",
             "directory": "bundles/5f/0c7b", "incidentId": "quake-2026-11-26", "files": 12, "bytes": 402133,
             "storedAt": "2026-11-26T10:00:00.123456Z", "announced": true,
             "incident": {"formatVersion": "1.0", "incidentId": "quake-2026-11-26", "agent": "quake-agent", "environment": "demo"},
             "manifest": [{"path": "bag-info.txt", "size": 118,
               "digest": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"}],
             "verdicts": {"verifiedAt": "2026-11-26T10:00:00.123456Z", "valid": true}}""";

    private Examples() {}
}
