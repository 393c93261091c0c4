package io.byteor.cli.capture;

import picocli.CommandLine.Command;

/** {@code byteor incident-bundle create|push|show}. */
@Command(
        name = "incident-bundle",
        description = "Make, upload or show incident bundles.",
        subcommands = {CreateVerb.class, PushVerb.class, ShowVerb.class})
public final class IncidentBundleVerbs {}
