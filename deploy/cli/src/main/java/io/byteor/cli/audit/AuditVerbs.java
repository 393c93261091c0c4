package io.byteor.cli.audit;

import picocli.CommandLine.Command;

/** {@code byteor audit}. */
@Command(
        name = "audit",
        description = "Ask about all that was recorded, verify it, and see who was handed what of it.",
        subcommands = {
            ActionsVerb.class,
            StatsVerbs.class,
            EventsVerb.class,
            ExportVerb.class,
            AccessesVerb.class,
            VerifyVerb.class,
            ReceiptVerb.class
        })
public final class AuditVerbs {}
