-- What a replay came from and who let it run, as decided; all of it can be derived again from decision, bundle and audit.
ALTER TABLE replay
    ADD COLUMN agent_id    text,
    ADD COLUMN incident_id text,
    ADD COLUMN pipeline    text,
    ADD COLUMN approvers   text[] NOT NULL DEFAULT '{}';

UPDATE replay r SET agent_id = b.agent_id, incident_id = b.incident_id, pipeline = b.pipeline
FROM bundle b WHERE b.bundle_id = r.bundle_id;
-- An audit may hold U+0000 escaped, which is good JSON and no jsonb.
UPDATE replay SET approvers = CASE WHEN pg_input_is_valid(audit, 'jsonb')
    THEN ARRAY(SELECT jsonb_array_elements_text(audit::jsonb -> 'approvers')) ELSE '{}' END
WHERE audit IS NOT NULL;

-- Each list is walked from its newest row, so every index ends with the place in the list.
CREATE INDEX replay_agent ON replay (agent_id, arrival);
CREATE INDEX replay_incident ON replay (incident_id, arrival);
CREATE INDEX replay_bundle ON replay (bundle_id, arrival);
CREATE INDEX replay_spec_hash ON replay (spec_hash, arrival);
CREATE INDEX replay_pipeline ON replay (pipeline, arrival);
CREATE INDEX replay_outcome ON replay (outcome, arrival);
CREATE INDEX replay_requester ON replay (requester_subject, arrival);
CREATE INDEX replay_requested ON replay (requested_at, arrival);
CREATE INDEX replay_approvers ON replay USING gin (approvers);
CREATE INDEX bundle_incident ON bundle (incident_id, arrival);
CREATE INDEX bundle_environment ON bundle (environment, arrival);

-- What cursors are sealed with, one for all instances.
CREATE TABLE cursor_key (
    one   boolean PRIMARY KEY DEFAULT true CHECK (one),
    value bytea   NOT NULL
);
INSERT INTO cursor_key (value)
VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
