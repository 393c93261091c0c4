package io.byteor.e2e.question;

import java.util.List;

/**
 * A call, and the statements that answer it.
 *
 * @param name for the figures
 * @param path with its query
 */
record Shape(String name, String path, List<String> statements) {
    private static final String REPLAY =
            "r.replay_id, r.arrival, r.day, r.decision, r.bundle_id, r.root_bundle_id, r.mode,"
                    + " r.environment, r.spec_hash, r.request_digest, r.approval_id, r.requester_issuer, r.requester_subject, r.reason,"
                    + " r.ticket, r.findings, r.agent_id, r.incident_id, r.pipeline, r.approvers, r.requested_at, r.decided_at,"
                    + " r.tree_size, r.outcome, r.audited_listed, r.finished_at";
    private static final int PAGE = 1_000;

    /**
     * The lists, filters and details that are timed.
     *
     * @param store answers a statement beforehand, where another rests on its rows
     */
    static List<Shape> of(Population population, ActionStatements.Rows store) throws Exception {
        int last = population.size() - 1;
        String replayId = population.replay(last - 1).id();
        String day = population.replay(last - 1).day().toString();
        String environment = Population.environment(0);
        String from = Population.FIRST_DAY.plusDays(1) + "T06:00:00Z";
        String to = Population.FIRST_DAY.plusDays(1) + "T18:00:00Z";
        ActionStatements actions = new ActionStatements(store, environment, Population.ALERTS, from, to);
        return List.of(
                new Shape(
                        "list",
                        "/audit/v1/replays?limit=" + PAGE,
                        List.of("SELECT " + REPLAY + " FROM replay r ORDER BY r.arrival DESC LIMIT " + (PAGE + 1))),
                new Shape(
                        "filter",
                        "/audit/v1/replays?environment=%s&mode=execute&outcome=completed&requester=r3&limit=%d"
                                .formatted(environment, PAGE),
                        List.of("SELECT " + REPLAY + " FROM replay r WHERE r.environment = '" + environment
                                + "' AND r.mode = 'execute' AND r.outcome = 'completed' AND r.requester_subject = 'r3'"
                                + " ORDER BY r.arrival DESC LIMIT " + (PAGE + 1))),
                new Shape(
                        "actions",
                        "/audit/v1/actions?environment=%s&target=%s&decision=failed&mode=execute&from=%s&to=%s&limit=%d"
                                .formatted(environment, Population.ALERTS, from, to, PAGE),
                        actions.of("failed", PAGE)),
                new Shape(
                        "effects",
                        "/audit/v1/actions?environment=%s&target=%s&mode=execute&from=%s&to=%s&limit=%d"
                                .formatted(environment, Population.ALERTS, from, to, PAGE),
                        actions.of(null, PAGE)),
                new Shape(
                        "totals",
                        "/audit/v1/stats/actions?by=environment,target,decision&bucket=day&from=2024-01-01T00:00:00Z&to=2024-12-31T00:00:00Z",
                        List.of(
                                "SELECT date_trunc('day', c.hour, 'UTC'), r.environment, c.target, c.decision, sum(c.actions)"
                                        + " FROM action_count c JOIN replay r ON r.replay_id = c.replay_id"
                                        + " WHERE c.hour >= '2024-01-01T00:00:00Z' AND c.hour < '2024-12-31T00:00:00Z'"
                                        + " GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT 10001")),
                new Shape(
                        "detail",
                        "/audit/v1/replays/" + replayId + "/actions?limit=" + PAGE,
                        List.of(
                                "SELECT " + REPLAY + " FROM replay r WHERE r.replay_id = '" + replayId + "'",
                                "SELECT * FROM replay_action WHERE replay_id = '" + replayId + "' AND day = '" + day
                                        + "' AND seq > -1 ORDER BY seq LIMIT " + (PAGE + 1))));
    }
}
