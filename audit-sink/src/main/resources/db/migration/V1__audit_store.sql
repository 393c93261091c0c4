-- Where each partition goes on. Moved by compare-and-set in the transaction that takes a batch.
CREATE TABLE sink_offset (
    topic     text   NOT NULL,
    partition int    NOT NULL,
    next      bigint NOT NULL CHECK (next >= 0),
    PRIMARY KEY (topic, partition)
);

-- One row a replay. Not partitioned: it fixes once on which day the replay's actions lie.
CREATE TABLE replay (
    replay_id         text        PRIMARY KEY,
    arrival           bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    day               date        NOT NULL,
    -- as decided
    decision          text,
    bundle_id         text,
    root_bundle_id    text,
    mode              text,
    environment       text,
    spec_hash         text,
    request_digest    text,
    approval_id       text,
    requester_issuer  text,
    requester_subject text,
    reason            text,
    ticket            text,
    findings          text,
    requested_at      timestamptz,
    decided_at        timestamptz,
    -- the tree over the actions as they arrived: its size, and its frontier's hashes one behind the other
    tree_size         bigint      NOT NULL DEFAULT 0,
    tree_frontier     bytea       NOT NULL DEFAULT ''::bytea,
    -- as audited
    outcome           text,
    audit             text,
    audited_root      bytea,
    audited_listed    bigint,
    audited_on        timestamptz,
    finished_at       timestamptz,
    -- whether the tree had the audited root when audit and actions were all there; null until then
    root_matched      boolean
);
CREATE INDEX replay_root_bundle ON replay (root_bundle_id);
CREATE INDEX replay_environment ON replay (environment, arrival);

-- Every column but day and leaf is in the leaf; day follows from replay.
CREATE TABLE replay_action (
    replay_id       text        NOT NULL,
    seq             bigint      NOT NULL,
    day             date        NOT NULL,
    role            text        NOT NULL,
    lane            text        NOT NULL,
    stage           text        NOT NULL,
    origin_lane     text        NOT NULL,
    origin_sequence bigint      NOT NULL,
    ordinal         int         NOT NULL,
    target          text,
    to_lane         text,
    decision        text        NOT NULL,
    reason          text,
    key             bytea,
    payload_sha256  bytea,
    payload_bytes   bigint      NOT NULL,
    at              timestamptz NOT NULL,
    leaf            bytea       NOT NULL,
    PRIMARY KEY (replay_id, seq, day)
) PARTITION BY RANGE (day);

CREATE TABLE bundle (
    bundle_id        text        PRIMARY KEY,
    arrival          bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    root_bundle_id   text        NOT NULL,
    parent_bundle_id text,
    incident_id      text        NOT NULL,
    title            text        NOT NULL,
    agent_id         text        NOT NULL,
    environment      text        NOT NULL,
    pipeline         text        NOT NULL,
    version          text        NOT NULL,
    spec_hash        text        NOT NULL,
    captured_at      timestamptz NOT NULL,
    stored_at        timestamptz NOT NULL,
    directory        text        NOT NULL,
    files            bigint      NOT NULL,
    bytes            bigint      NOT NULL,
    lanes            text        NOT NULL
);

CREATE TABLE approval (
    approval_id       text        PRIMARY KEY,
    revision          bigint      NOT NULL,
    status            text        NOT NULL,
    request_digest    text        NOT NULL,
    bundle_id         text        NOT NULL,
    mode              text        NOT NULL,
    environment       text        NOT NULL,
    posture_digest    text        NOT NULL,
    required          int         NOT NULL,
    requester_issuer  text        NOT NULL,
    requester_subject text        NOT NULL,
    votes             text        NOT NULL,
    reserved_by       text,
    requested_at      timestamptz NOT NULL,
    expires_at        timestamptz NOT NULL,
    changed_at        timestamptz NOT NULL
);
