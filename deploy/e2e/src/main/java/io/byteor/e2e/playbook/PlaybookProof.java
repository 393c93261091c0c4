package io.byteor.e2e.playbook;

import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Conditions;
import io.byteor.cli.api.EscalationQuery;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.Page;
import io.byteor.cli.api.PageQuery;
import io.byteor.cli.http.ApiClient;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.feed.Feed;
import io.byteor.e2e.govern.access.Committed;
import io.byteor.e2e.kafka.EffectReader;
import io.byteor.e2e.playbook.Shell.Shown;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.system.RunningSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Takes an incident through the eight steps of the playbook by command lines alone. What was typed and shown stands in the
 * documentation; a page other than the one committed refutes the claim. {@code JAVA_TOOL_OPTIONS=-Dbyteor.update=true} writes it anew.
 */
public final class PlaybookProof implements Proof {
    private static final Feed FEED = new Feed("playbook");
    private static final Duration ARRIVAL = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final PageQuery FIRST = new PageQuery(null, 10);
    private static final int SAID_NO = 1;

    @Override
    public String name() {
        return "playbook";
    }

    @Override
    public String claim() {
        return "the eight steps from incident to reviewed execute can be done by the command line alone, as documented";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        Path home = Path.of(System.getProperty("byteor.home", "."));
        return trial.stage().play(Needs.whole(), system -> {
            FEED.createTarget(system);
            FEED.register(new GovernApi(as(system, "admin")), 1);
            String bundle = FEED.capture(system, trial.folder().resolve("capture"), 1);
            Shell shell = new Shell(system.settings().data());
            Steps steps = new Steps(shell, system, bundle, trial.folder());
            steps.walk();
            shell.surprises().forEach(trial.out()::println);
            EffectReader target = new EffectReader(system.client().bootstrapServers(), FEED.target());
            return Verdict.collector()
                    .expect("commandsThatEndedOtherwise", shell.surprises(), List.of())
                    .expect("effectsOnTheTarget", target.committed().distinct(), (long) Feed.RECORDS)
                    .expect(
                            "pageUnlikeTheOneCommitted",
                            new Committed(home.resolve("deploy/docs")).difference("playbook.md", shell.page()),
                            Committed.NONE)
                    .verdict();
        });
    }

    private static ApiClient as(RunningSystem system, String role) {
        return ApiClient.of(
                system.client().url(),
                Objects.requireNonNull(system.client().tokens().get(role), role));
    }

    private record Steps(Shell shell, RunningSystem system, String bundle, Path folder) {
        void walk() throws InterruptedException {
            shell.say("""
                    # Playbook

                    From an incident to a reviewed execute, in eight steps, by the command line alone. Written by
                    `./byteor prove playbook`, which runs every command on a running system and holds this page against what it
                    showed. Ids and digests are numbered, times and sizes left out. Operators, approvers and analysts type their own
                    commands; on a local system each verb acts as its usual role.
                    """);
            identify();
            open();
            confirm();
            String dryRun = dryRun();
            review(dryRun);
            escalate();
            String approval = approve();
            reviewBoth(dryRun, approval);
        }

        private void identify() {
            shell.say("""
                    ## 1. Identify the incident, the agent, its deployment and its environment

                    The runtime that failed pushed a bundle. What it belongs to, who runs there, what, and under which rules:
                    """);
            shell.run("bundle", "show", bundle);
            shell.run("agent", "get", FEED.agent());
            shell.run("environment", "get", FEED.name());
        }

        private void open() {
            shell.say("""
                    ## 2. Open the stored bundle

                    Every byte of it is read from the store and held against its manifests, here and not where it is stored:
                    """);
            shell.run("incident-bundle", "verify", bundle);
        }

        private void confirm() {
            shell.say("""
                    ## 3. Confirm its metadata and when it was captured

                    Incident, agent, environment and deployment are those of step 1, and the spec hash is a version that is registered:
                    """);
            Shown shown = shell.run("incident-bundle", "show", bundle);
            shell.run("pipeline", "get", shown.value("spec hash"));
        }

        private String dryRun() {
            shell.say("""
                    ## 4. Dry-run it

                    Nothing outside is touched:
                    """);
            Shown shown =
                    shell.run("replay", "dry-run", bundle, "--reason", "see what would be sent", "--ticket", "OPS-4");
            return shown.value("replay");
        }

        private void review(String replay) throws InterruptedException {
            shell.say("""
                    ## 5. Review the audit

                    What was read, what each stage did, what would have been sent, and that the stored actions are the audited ones:
                    """);
            arrived(replay);
            shell.run("replay", "audit", replay);
            shell.run("replay", "actions", replay, "--limit", "3");
            shell.run("replay", "verify", replay);
        }

        private void escalate() throws InterruptedException {
            shell.say("""
                    ## 6. Escalate to an execute

                    The environment wants an approval, so the request is rejected, and somebody has to look at it:
                    """);
            Shown rejected = shell.run(
                    SAID_NO, "replay", "execute", bundle, "--reason", "send what was lost", "--ticket", "OPS-4");
            escalated(rejected.value("replay"));
            shell.run("escalation", "history", "--replay", rejected.value("replay"));
        }

        private String approve() throws InterruptedException {
            shell.say("""
                    ## 7. Obtain the approval

                    The operator asks for it, over exactly this request; another person gives it:
                    """);
            Shown asked =
                    shell.run("approval", "request", bundle, "--reason", "send what was lost", "--ticket", "OPS-4");
            String approval = asked.value("approval");
            shell.run("approval", "approve", approval, "--reason", "the dry-run sends what was lost, once each");
            settled(approval);
            shell.run("approval", "show", approval);
            return approval;
        }

        private void reviewBoth(String dryRun, String approval) throws InterruptedException {
            shell.say("""
                    ## 8. Execute, and review the audits

                    The same request, with the approval named:
                    """);
            Shown executed = shell.run(
                    "replay",
                    "execute",
                    bundle,
                    "--approval",
                    approval,
                    "--reason",
                    "send what was lost",
                    "--ticket",
                    "OPS-4");
            String execute = executed.value("replay");
            arrived(execute);
            shell.run("replay", "audit", execute);
            shell.run("replay", "verify", execute);
            shell.say("""
                    Everything that was asked for, and who has been handed which audit:
                    """);
            listed(2, audits -> audits.accesses(new Conditions().and("replayId", dryRun), FIRST));
            shell.run("replay", "list", "--env", FEED.name());
            shell.run("audit", "accesses", "--replay", dryRun);
        }

        /** Actions may arrive behind their audit; whoever types is slower. So it is with all that is awaited here. */
        private void arrived(String replay) throws InterruptedException {
            await(audits -> audits.verify(replay, ARRIVAL).intact());
        }

        private void settled(String approval) throws InterruptedException {
            await(audits -> audits.approval(approval, ARRIVAL).status().equals("approved"));
        }

        private void escalated(String replay) throws InterruptedException {
            EscalationQuery raised = new EscalationQuery(null, null, null, null, replay, FIRST);
            listed(1, audits -> audits.escalations(raised));
        }

        private void listed(int count, Function<AuditApi, Page> page) throws InterruptedException {
            await(audits -> page.apply(audits).items().size() >= count);
        }

        private void await(Predicate<AuditApi> arrived) throws InterruptedException {
            AuditApi audits = new AuditApi(as(system, "analyst"));
            long deadline = System.nanoTime() + ARRIVAL.toNanos();
            while (!arrived.test(audits) && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }
}
