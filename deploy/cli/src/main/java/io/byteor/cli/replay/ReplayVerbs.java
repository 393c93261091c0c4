package io.byteor.cli.replay;

import io.byteor.cli.api.Audit;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Page;
import io.byteor.cli.api.Verification;
import io.byteor.cli.audit.VerificationText;
import io.byteor.cli.http.Waiting;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.verb.PageOptions;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code byteor replay}. */
@Command(
        name = "replay",
        description = "Ask for replays, have them pause or end, and look at what became of them.",
        subcommands = {
            DryRunVerb.class,
            ExecuteVerb.class,
            ExplainVerb.class,
            ListVerb.class,
            ControlVerbs.Pause.class,
            ControlVerbs.Resume.class,
            ControlVerbs.Cancel.class,
            StatusVerb.class,
            ReplayVerbs.ShowAudit.class,
            ReplayVerbs.Actions.class,
            ReplayVerbs.Verify.class
        })
public final class ReplayVerbs {

    @Command(name = "audit", description = "The audit of a replay, as it was recorded.")
    static final class ShowAudit extends LookVerb {
        @Override
        ExitCode look(AuditApi audit, String replay, Duration atMost, Console console) {
            Audit recorded = audit.audit(replay, atMost, Waiting.SILENT);
            console.answer(recorded.document(), JsonForm.indented(recorded.document()));
            return ExitCode.OK;
        }
    }

    @Command(name = "actions", description = "A page of a replay's actions.")
    static final class Actions extends LookVerb {
        @Mixin
        private PageOptions page;

        @Override
        ExitCode look(AuditApi audit, String replay, Duration atMost, Console console) {
            Page actions = audit.actions(replay, page.query(), atMost);
            console.answer(actions.document(), ReplayText.actions(actions));
            return ExitCode.OK;
        }
    }

    @Command(name = "verify", description = "Verify all that is stored of a replay; as `byteor audit verify`.")
    static final class Verify extends LookVerb {
        @Override
        ExitCode look(AuditApi audit, String replay, Duration atMost, Console console) {
            Verification verification = audit.verify(replay, atMost);
            console.answer(verification.document(), VerificationText.of(verification));
            return verification.sound() ? ExitCode.OK : ExitCode.SAID_NO;
        }
    }
}
