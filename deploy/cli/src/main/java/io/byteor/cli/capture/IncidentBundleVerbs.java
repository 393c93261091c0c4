package io.byteor.cli.capture;

import io.byteor.cli.push.PushVerb;
import io.byteor.cli.verify.LintVerb;
import io.byteor.cli.verify.VerifyVerb;
import picocli.CommandLine.Command;

/** {@code byteor incident-bundle create|push|show|verify|lint}. */
@Command(
        name = "incident-bundle",
        description = "Make, upload, show or judge incident bundles.",
        subcommands = {CreateVerb.class, PushVerb.class, ShowVerb.class, VerifyVerb.class, LintVerb.class})
public final class IncidentBundleVerbs {}
