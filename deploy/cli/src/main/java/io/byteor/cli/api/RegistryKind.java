package io.byteor.cli.api;

/** What the governance registry holds. */
public enum RegistryKind {
    ENVIRONMENT("environments"),
    AGENT("agents"),
    PIPELINE("pipelines");

    private final String path;

    RegistryKind(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }
}
