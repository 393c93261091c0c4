package io.byteor.cli.verb;

/** What makes bundles here, as it stands in them. */
public final class ToolVersion {
    public static final String NAME = "byteor";

    private ToolVersion() {}

    /** The version in the archive's manifest; {@code development} where this runs from class files. */
    public static String current() {
        String version = ToolVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
