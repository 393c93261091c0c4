-- Days whose actions retention removed: what they came to, and the signed note of it (a DSSE envelope).
CREATE TABLE retired_day (
    day        date        PRIMARY KEY,
    replays    bigint      NOT NULL,
    actions    bigint      NOT NULL,
    envelope   text        NOT NULL,
    retired_at timestamptz NOT NULL
);
COMMENT ON TABLE retired_day IS
    'Days whose actions retention removed, with the signed note of it (a DSSE envelope). Requests, decisions and audits of these days stay.';

-- A day's replays, in the order in which the note of its retirement goes over them.
CREATE INDEX replay_day ON replay (day, replay_id COLLATE "C");
