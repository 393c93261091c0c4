package io.byteor.cli.capture;

import io.byteor.cli.download.DownloadVerb;
import io.byteor.cli.push.PushVerb;
import io.byteor.cli.redact.RedactVerb;
import io.byteor.cli.verify.LintVerb;
import io.byteor.cli.verify.VerifyVerb;
import picocli.CommandLine.Command;

/** {@code byteor incident-bundle create|redact|push|show|download|sign|verify|lint}. */
@Command(
        name = "incident-bundle",
        description = "Make, redact, upload, show, download, sign or judge incident bundles.",
        subcommands = {
            CreateVerb.class,
            RedactVerb.class,
            PushVerb.class,
            ShowVerb.class,
            DownloadVerb.class,
            SignVerb.class,
            VerifyVerb.class,
            LintVerb.class
        })
public final class IncidentBundleVerbs {}
