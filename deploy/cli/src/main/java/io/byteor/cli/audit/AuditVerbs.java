package io.byteor.cli.audit;

import picocli.CommandLine.Command;

/** {@code byteor audit}. */
@Command(
        name = "audit",
        description = "Ask about all that was recorded, and who was handed what of it.",
        subcommands = {ExportVerb.class, AccessesVerb.class})
public final class AuditVerbs {}
