package io.byteor.cli.governance;

import io.byteor.cli.api.RegistryKind;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verbs over one kind of registry entry: {@code byteor environment put|get|list|history|diff}, and alike for the others. */
@Command
public final class RegistryVerbs {
    private RegistryVerbs() {}

    /** The verbs of this kind, below its name. */
    public static CommandLine of(RegistryKind kind) {
        CommandLine verbs = new CommandLine(new RegistryVerbs())
                .setCommandName(kind.name().toLowerCase(Locale.ROOT))
                .addSubcommand(putVerb(kind))
                .addSubcommand(new GetVerb(kind))
                .addSubcommand(new ListVerb(kind))
                .addSubcommand(new HistoryVerb(kind))
                .addSubcommand(new DiffVerb(kind));
        if (kind == RegistryKind.PIPELINE) {
            verbs.addSubcommand(new PromoteVerb());
        }
        verbs.getCommandSpec().usageMessage().description(description(kind));
        return verbs;
    }

    private static String description(RegistryKind kind) {
        return switch (kind) {
            case ENVIRONMENT -> "Put or look at an environment: its posture, limits and targets.";
            case AGENT -> "Put or look at an agent: its environment and deployment.";
            case PIPELINE -> "Put, promote or look at a pipeline version, under the hash of its spec.";
        };
    }

    private static PutVerb putVerb(RegistryKind kind) {
        return switch (kind) {
            case ENVIRONMENT -> new PutDocumentVerb(kind, "name");
            case AGENT -> new PutDocumentVerb(kind, "agent");
            case PIPELINE -> new PutPipelineVerb();
        };
    }
}
