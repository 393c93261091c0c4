package io.byteor.ingest.http;

/** Manifests and answers, as the OpenAPI document shows them. */
final class Examples {
    static final String MANIFESTS = """
            {"manifest": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  data/environment.json\\n",
             "tagManifest": "5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f  bag-info.txt\\n\
            0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9  bagit.txt\\n\
            1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90a  incident.json\\n\
            156ce1c4ab9b47cf62507d35c1ee44bf2c82759583f8332f7d9af7b914abd815  manifest-sha256.txt\\n",
             "signatures": ["0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"]}""";

    static final String STORED = """
            {"bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f",
             "directory": "bundles/5f/0c7b", "incidentId": "quake-2026-11-26", "files": 12, "bytes": 402133}""";

    static final String MISSING = """
            {"bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f",
             "missing": ["sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"]}""";

    private Examples() {}
}
