-- Who was handed payloads and exports: written before the first byte goes out, finished when the last one has. Kept for good.
CREATE TABLE access (
    access_id     text        PRIMARY KEY DEFAULT uuidv7()::text,
    arrival       bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    issuer        text        NOT NULL,
    subject       text        NOT NULL,
    roles         text[]      NOT NULL,
    kind          text        NOT NULL,
    -- what was asked for, as JSON
    asked         text        NOT NULL,
    replay_id     text,
    -- those that the answer could be from; * for all
    environments  text[]      NOT NULL,
    -- as of what the store answered, as JSON
    answered_from text        NOT NULL,
    -- paths of what was hidden from the reader
    masked        text[]      NOT NULL,
    began_at      timestamptz NOT NULL,
    -- null while it is under way, and for good where the service ended before it did
    finished_at   timestamptz,
    rows          bigint,
    bytes         bigint,
    sha256        bytea,
    outcome       text,
    -- why it failed
    code          text
);
CREATE INDEX access_person ON access ((issuer || '#' || subject), arrival);
CREATE INDEX access_replay ON access (replay_id, arrival);
