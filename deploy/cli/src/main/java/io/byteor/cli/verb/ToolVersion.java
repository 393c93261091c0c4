package io.byteor.cli.capture;

/** What makes bundles here, as it stands in them. */
final class ToolVersion {
    static final String NAME = "byteor";

    private ToolVersion() {}

    /** The version in the archive's manifest; {@code development} where this runs from class files. */
    static String current() {
        String version = ToolVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
