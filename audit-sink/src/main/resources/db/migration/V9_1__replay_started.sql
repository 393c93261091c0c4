-- When a replay started, as its audit says; null until there is one, and where nothing ran.
ALTER TABLE replay ADD COLUMN started_at timestamptz;
UPDATE replay SET started_at = analyst.moment(analyst.document(audit) ->> 'startedAt') WHERE audit IS NOT NULL;
COMMENT ON COLUMN replay.started_at IS 'When it started, as its audit says; null until there is one, and where nothing ran.';
