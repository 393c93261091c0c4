package io.byteor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.cli.http.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditVerbsTest {
    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsTotalsByWhatWasAskedFor() {
        server.on(
                "GET",
                "/audit/v1/stats/actions?environment=demo&target=alerts&by=decision%2Cmode&bucket=day",
                200,
                """
            {"items":[{"at":"t1","by":{"decision":"applied","mode":"execute"},"count":85},
            {"at":"t1","by":{"decision":null,"mode":"dry_run"},"count":2}]}""");

        CommandLineRun run = CommandLineRun.of(
                server,
                "audit",
                "stats",
                "actions",
                "--env",
                "demo",
                "--target",
                "alerts",
                "--by",
                "decision,mode",
                "--bucket",
                "day");

        assertThat(run.out())
                .containsExactly(
                        "from  decision  mode     actions",
                        "t1    applied   execute  85",
                        "t1    -         dry_run  2");
    }

    @Test
    void tellsOfReplaysAsTheyChangeUntilTheStreamEnds() {
        server.on("GET", "/audit/v1/events?environment=demo", 200, """
            :still there

            event: replay
            id: e1
            data: {"replayId":"r1","state":"running","mode":"dry_run","environment":"demo","stored":7}

            event: replay
            id: e2
            data: {"replayId":"r1","state":"completed","mode":"dry_run","environment":"demo","stored":9}

            """);

        assertThat(CommandLineRun.of(server, "audit", "events", "--env", "demo").out())
                .containsExactly("r1  running  dry_run  demo  7 actions", "r1  completed  dry_run  demo  9 actions");
        CommandLineRun behind =
                CommandLineRun.of(server, "audit", "events", "--env", "demo", "--after", "e0", "-o", "json");
        assertThat(behind.out()).hasSize(2);
        assertThat(behind.lastLine()).startsWith("{\"id\":\"e2\",\"replay\":{\"replayId\":\"r1\"");
        assertThat(server.asked().getLast().header("Last-Event-ID")).contains("e0");
    }

    @Test
    void followsOneReplayOrAnEnvironmentAndNotBoth() {
        server.on("GET", "/audit/v1/replays/r1/events", 200, "");

        assertThat(CommandLineRun.of(server, "audit", "events", "--replay", "r1")
                        .exitCode())
                .isZero();
        assertThat(CommandLineRun.of(server, "audit", "events", "--replay", "r1", "--env", "demo")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void listsIncidentsAndSaysHowToGoOn() {
        server.on("GET", "/audit/v1/incidents?limit=1&environment=demo&from=t0", 200, """
            {"items":[{"incidentId":"i1","title":"lost","environments":["demo","prod"],"bundles":2,"replays":3,"lastCapturedAt":"t1"}],
            "next":"c1"}""");

        assertThat(CommandLineRun.of(server, "incident", "list", "--env", "demo", "--from", "t0", "--limit", "1")
                        .out())
                .containsExactly(
                        "incident  title  environments  bundles  replays  captured at",
                        "i1        lost   demo, prod    2        3        t1",
                        "more: --after c1");
    }

    @Test
    void showsAnIncidentWithItsTimeline() {
        server.on("GET", "/audit/v1/incidents/i1?limit=100", 200, """
            {"incident":{"incidentId":"i1","title":"lost","environments":["demo"],"agents":["a1"],"pipelines":["p"],"bundles":1,"replays":1},
            "timeline":{"items":[{"at":"t1","kind":"bundle_captured","bundleId":"b1","by":"a1","what":"lost"},
            {"at":"t2","kind":"replay_decided","bundleId":"b1","replayId":"r1","by":null,"what":"rejected: APPROVAL_MISSING"}],"next":null}}""");

        assertThat(CommandLineRun.of(server, "incident", "show", "i1").out())
                .contains("incident id   i1", "bundles       1")
                .endsWith(
                        "at  what happened    to  by  what",
                        "t1  bundle captured  b1  a1  lost",
                        "t2  replay decided   r1  -   rejected: APPROVAL_MISSING");
    }

    @Test
    void showsBundlesThatWereRecorded() {
        server.on("GET", "/audit/v1/bundles?limit=100", 200, """
            {"items":[{"bundleId":"b1","incidentId":"i1","agentId":"a1","environment":"demo","pipeline":"p","version":"1","capturedAt":"t1"}],
            "next":null}""")
                .on("GET", "/audit/v1/bundles/b1", 200, """
            {"bundleId":"b1","incidentId":"i1","lanes":[{"name":"feed","direction":"input","records":1707}]}""")
                .on(
                        "GET",
                        "/audit/v1/bundles?limit=1&environment=demo&incident=i%231&specHash=s1&from=t1",
                        200,
                        "{\"items\":[],\"next\":null}");

        assertThat(CommandLineRun.of(server, "bundle", "list").out())
                .containsExactly(
                        "bundle  incident  agent  environment  pipeline  captured at",
                        "b1      i1        a1     demo         p 1       t1");
        assertThat(CommandLineRun.of(
                                server,
                                "bundle",
                                "list",
                                "--env",
                                "demo",
                                "--incident",
                                "i#1",
                                "--spec-hash",
                                "s1",
                                "--from",
                                "t1",
                                "--limit",
                                "1")
                        .out())
                .containsExactly("bundle  incident  agent  environment  pipeline  captured at");
        assertThat(CommandLineRun.of(server, "bundle", "show", "b1").out())
                .containsExactly("bundle id    b1", "incident id  i1", "input lane   feed, 1707 records");
    }

    @Test
    void asksForActionsByEveryConditionItWasGiven() {
        server.on(
                "GET",
                "/audit/v1/actions?limit=2&environment=demo&approver=i%23paul&from=t1&target=alerts&decision=failed&origin=feed%2F9",
                200,
                """
            {"items":[
            {"replayId":"r1","seq":43,"role":"triage","stage":"alert","originLane":"feed","originSequence":9,"toLane":null,"target":"alerts","decision":"failed","at":"t2","reason":"no broker"}
            ],"next":"c1"}""");

        CommandLineRun run = CommandLineRun.of(
                server,
                "audit",
                "actions",
                "--env",
                "demo",
                "--approver",
                "i#paul",
                "--from",
                "t1",
                "--target",
                "alerts",
                "--decision",
                "failed",
                "--origin",
                "feed/9",
                "--limit",
                "2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "replay  seq  stage  origin  to      decision  at  reason",
                        "r1      43   alert  feed/9  alerts  failed    t2  no broker",
                        "more: --after c1");
    }
}
