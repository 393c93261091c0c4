package io.byteor.cli.capture;

import io.byteor.cli.push.PushVerb;
import io.byteor.cli.verify.LintVerb;
import io.byteor.cli.verify.VerifyVerb;
import picocli.CommandLine.Command;

/** {@code byteor incident-bundle create|push|show|sign|verify|lint}. */
@Command(
        name = "incident-bundle",
        description = "Make, upload, show, sign or judge incident bundles.",
        subcommands = {
            CreateVerb.class,
            PushVerb.class,
            ShowVerb.class,
            SignVerb.class,
            VerifyVerb.class,
            LintVerb.class
        })
public final class IncidentBundleVerbs {}
