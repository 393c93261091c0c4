-- Approvals are a list too: each has its place in it, as a bundle and an escalation have. Those that are there take theirs as they lie.
ALTER TABLE approval ADD COLUMN arrival bigint GENERATED ALWAYS AS IDENTITY UNIQUE;
CREATE INDEX approval_environment ON approval (environment, arrival);
CREATE INDEX approval_status ON approval (status, arrival);
CREATE INDEX approval_requester ON approval (requester_subject, arrival);
CREATE INDEX approval_requested ON approval (requested_at, arrival);
CREATE INDEX bundle_agent ON bundle (agent_id, arrival);
CREATE INDEX bundle_pipeline ON bundle (pipeline, arrival);
CREATE INDEX bundle_spec_hash ON bundle (spec_hash, arrival);
CREATE INDEX bundle_captured ON bundle (captured_at, arrival);
