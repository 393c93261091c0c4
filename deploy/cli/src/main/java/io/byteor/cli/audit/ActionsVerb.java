package io.byteor.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Page;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Table;
import io.byteor.cli.verb.ActionConditions;
import io.byteor.cli.verb.ClientVerb;
import io.byteor.cli.verb.OriginOption;
import io.byteor.cli.verb.PageOptions;
import io.byteor.launcher.credential.Principal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a page of actions across replays. */
@Command(name = "actions", description = "A page of the actions of all replays, those of the newest replay first.")
final class ActionsVerb extends ClientVerb {
    @Mixin
    private ActionConditions conditions;

    @Mixin
    private OriginOption origin;

    @Mixin
    private PageOptions page;

    ActionsVerb() {
        super(Principal.ANALYST);
    }

    @Override
    protected ExitCode run(ApiClient client, Console console) {
        Page actions = new AuditApi(client).actions(origin.and(conditions.conditions()), page.query());
        console.answer(actions.document(), lines(actions));
        return ExitCode.OK;
    }

    private static List<String> lines(Page actions) {
        Table table = new Table("replay", "seq", "stage", "origin", "to", "decision", "at", "reason");
        for (JsonNode action : actions.items()) {
            String lane = action.path("toLane").asText("");
            table.row(
                    action.path("replayId").asText(),
                    action.path("seq").asText(),
                    action.path("stage").asText(),
                    action.path("originLane").asText() + "/"
                            + action.path("originSequence").asText(),
                    lane.isEmpty() ? action.path("target").asText("") : "lane " + lane,
                    action.path("decision").asText(),
                    action.path("at").asText(),
                    action.path("reason").asText(""));
        }
        return PageOptions.lines(table, actions);
    }
}
