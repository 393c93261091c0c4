-- Escalations, each as its latest revision; it tells of all that happened to it. Texts are JSON as the query interface hands it
-- out. A row stays when the validator has forgotten the escalation.
CREATE TABLE escalation (
    escalation_id   text        PRIMARY KEY,
    arrival         bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    revision        bigint      NOT NULL,
    cause           text        NOT NULL,
    subject         text        NOT NULL,
    environment     text,
    evidence        text        NOT NULL,
    replay_id       text,
    status          text        NOT NULL,
    acknowledgement text,
    resolution      text,
    raised_at       timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL
);
CREATE INDEX escalation_status ON escalation (status, arrival);
CREATE INDEX escalation_subject ON escalation (subject, arrival);
-- What was asked why, for those who search.
CREATE INDEX replay_ticket ON replay (ticket, arrival);
CREATE INDEX replay_reason ON replay USING gin (to_tsvector('simple', reason));
