-- Every record that was taken, but for actions, as it was consumed: the leaves of one tree for each partition. Rows of other
-- tables follow from these. kind and subject follow from key and value; arrival is the order in which records were taken.
CREATE TABLE record_log (
    topic         text        NOT NULL,
    partition     int         NOT NULL,
    place         bigint      NOT NULL,
    record_offset bigint      NOT NULL,
    record_time   bigint      NOT NULL,
    taken_at      timestamptz NOT NULL,
    kind          text,
    subject       text,
    record_key    bytea,
    record_value  bytea,
    leaf          bytea       NOT NULL,
    arrival       bigint      GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (topic, partition, place)
);
CREATE INDEX record_log_subject ON record_log (kind, subject, arrival);
CREATE INDEX record_log_taken ON record_log (taken_at);

-- Where each log stands: its size, and its frontier's hashes one behind the other.
CREATE TABLE record_log_head (
    topic     text   NOT NULL,
    partition int    NOT NULL,
    size      bigint NOT NULL,
    frontier  bytea  NOT NULL,
    PRIMARY KEY (topic, partition)
);

-- Signed checkpoints over the heads of all logs (DSSE envelopes), and whether each stands on its topic.
CREATE TABLE audit_checkpoint (
    sequence  bigint  PRIMARY KEY CHECK (sequence > 0),
    envelope  text    NOT NULL,
    published boolean NOT NULL DEFAULT false
);

COMMENT ON TABLE record_log IS
    'Every record that the store took, but for actions, as it was consumed: the leaves of one Merkle tree for each partition.';
COMMENT ON TABLE record_log_head IS 'Size and frontier of each log.';
COMMENT ON TABLE audit_checkpoint IS 'Signed checkpoints over the heads of all logs, as DSSE envelopes.';
