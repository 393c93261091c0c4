package io.byteor.cli.audit;

import picocli.CommandLine.Command;

/** {@code byteor audit}. */
@Command(
        name = "audit",
        description = "Ask about all that was recorded.",
        subcommands = {ActionsVerb.class, StatsVerbs.class})
public final class AuditVerbs {}
