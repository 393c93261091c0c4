package io.byteor.cli.verb;

import io.byteor.cli.api.Conditions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say of which replays something is. */
public final class ReplayConditions {
    @Option(names = "--env", paramLabel = "NAME", description = "Only those of the environment.")
    private @Nullable String environment;

    @Option(names = "--agent", paramLabel = "AGENT_ID", description = "Only those of bundles that it captured.")
    private @Nullable String agent;

    @Option(names = "--incident", paramLabel = "INCIDENT_ID", description = "Only those of the incident.")
    private @Nullable String incident;

    @Option(names = "--bundle", paramLabel = "BUNDLE_ID", description = "Only those of the bundle.")
    private @Nullable String bundle;

    @Option(names = "--spec-hash", paramLabel = "DIGEST", description = "Only those that ran this spec.")
    private @Nullable String specHash;

    @Option(names = "--pipeline", paramLabel = "NAME", description = "Only those of bundles of the pipeline.")
    private @Nullable String pipeline;

    @Option(names = "--mode", paramLabel = "MODE", description = "Only dry_run or execute.")
    private @Nullable String mode;

    @Option(names = "--outcome", paramLabel = "OUTCOME", description = "Only those that ended so.")
    private @Nullable String outcome;

    @Option(
            names = "--requester",
            paramLabel = "PERSON",
            description = "Only those asked for by issuer#subject, or by a subject of any issuer.")
    private @Nullable String requester;

    @Option(names = "--approver", paramLabel = "PERSON", description = "Only those that issuer#subject approved.")
    private @Nullable String approver;

    @Option(names = "--ticket", paramLabel = "TICKET", description = "Only those that were asked for with this ticket.")
    private @Nullable String ticket;

    @Option(names = "--reason", paramLabel = "WORDS", description = "Only those with all these words in their reason.")
    private @Nullable String reason;

    @Option(names = "--from", paramLabel = "TIME", description = "Only from then on, as 2026-11-26T10:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only before then.")
    private @Nullable String to;

    public Conditions conditions() {
        return new Conditions()
                .and("environment", environment)
                .and("agent", agent)
                .and("incident", incident)
                .and("bundle", bundle)
                .and("specHash", specHash)
                .and("pipeline", pipeline)
                .and("mode", mode)
                .and("outcome", outcome)
                .and("requester", requester)
                .and("approver", approver)
                .and("ticket", ticket)
                .and("reason", reason)
                .and("from", from)
                .and("to", to);
    }
}
