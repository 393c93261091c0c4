-- How many actions of a kind a replay has in an hour, and between which places they lie. Kept in the transaction that adds the
-- actions, under the replay's row lock, so no two writers meet in a row; what belongs to the replay as a whole is joined from it.
-- Stays when the day's actions are dropped. Derived: the statement below makes it again.
CREATE TABLE action_count (
    replay_id text        NOT NULL,
    day       date        NOT NULL,
    hour      timestamptz NOT NULL,
    role      text        NOT NULL,
    lane      text        NOT NULL,
    stage     text        NOT NULL,
    target    text,
    to_lane   text,
    decision  text        NOT NULL,
    actions   bigint      NOT NULL,
    first_seq bigint      NOT NULL,
    last_seq  bigint      NOT NULL,
    UNIQUE NULLS NOT DISTINCT (replay_id, hour, role, lane, stage, target, to_lane, decision)
);
INSERT INTO action_count
SELECT replay_id, day, date_trunc('hour', at, 'UTC'), role, lane, stage, target, to_lane, decision, count(*), min(seq), max(seq)
FROM replay_action
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;
CREATE INDEX action_count_target ON action_count (target, decision, hour);
CREATE INDEX action_count_decision ON action_count (decision, hour);
CREATE INDEX action_count_hour ON action_count (hour);

-- The few that people look for among the many.
CREATE INDEX replay_action_open ON replay_action (replay_id, seq) WHERE decision IN ('failed', 'unknown');
