package io.byteor.cli.audit;

import picocli.CommandLine.Command;

/** {@code byteor audit}. */
@Command(
        name = "audit",
        description = "Verify the audit store, and get and check receipts.",
        subcommands = {VerifyVerb.class, ReceiptVerb.class})
public final class AuditVerbs {}
