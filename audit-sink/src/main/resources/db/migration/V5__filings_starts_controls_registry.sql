-- How a start was answered; null for a dry-run, and until the answer came.
ALTER TABLE replay
    ADD COLUMN start_answer   text,
    ADD COLUMN start_findings text,
    ADD COLUMN start_at       timestamptz;

CREATE TABLE control_request (
    command_id   text        PRIMARY KEY,
    replay_id    text        NOT NULL,
    control      text        NOT NULL,
    by_issuer    text        NOT NULL,
    by_subject   text        NOT NULL,
    reason       text        NOT NULL,
    ticket       text,
    requested_at timestamptz NOT NULL
);
CREATE INDEX control_request_replay ON control_request (replay_id, requested_at);

CREATE TABLE replay_control (
    replay_id   text        NOT NULL,
    revision    bigint      NOT NULL,
    environment text        NOT NULL,
    wanted      text        NOT NULL,
    by_issuer   text        NOT NULL,
    by_subject  text        NOT NULL,
    reason      text        NOT NULL,
    ticket      text,
    changed_at  timestamptz NOT NULL,
    PRIMARY KEY (replay_id, revision)
);

CREATE TABLE registry_revision (
    kind            text        NOT NULL,
    key             text        NOT NULL,
    revision        bigint      NOT NULL,
    document        text        NOT NULL,
    posture_digest  text,
    environment     text,
    pipeline        text,
    version         text,
    status          text,
    changed_issuer  text        NOT NULL,
    changed_subject text        NOT NULL,
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (kind, key, revision)
);
CREATE INDEX registry_revision_changed ON registry_revision (changed_at);

COMMENT ON TABLE control_request IS
    'Every wish to pause, resume or cancel a replay, as it was filed, whatever came of it.';
COMMENT ON TABLE replay_control IS
    'What was wanted of a replay (running, paused, cancelled), one row for each change that was allowed, the newest with the greatest revision.';
COMMENT ON TABLE registry_revision IS
    'Every revision of every environment, agent and pipeline version, with its document as it was registered and who registered it. Columns that a kind does not have are null.';
COMMENT ON COLUMN replay.start_answer IS 'granted or refused.';
COMMENT ON COLUMN replay.start_findings IS 'Why a start was refused, as JSON.';
COMMENT ON COLUMN replay.start_at IS 'When the first start was answered.';
