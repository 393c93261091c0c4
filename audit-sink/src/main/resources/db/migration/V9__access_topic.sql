-- Accesses are taken from their topic, where whoever hands something out has told of it before.
ALTER TABLE access
    ALTER COLUMN access_id DROP DEFAULT,
    ALTER COLUMN answered_from DROP NOT NULL,
    ADD COLUMN bundle_id text;
CREATE INDEX access_bundle ON access (bundle_id, arrival);

COMMENT ON TABLE access IS
    'Who was handed what: audits, receipts, exports, stored bundles and their files. Kept for good.';
COMMENT ON COLUMN access.answered_from IS 'As of what the store answered, as JSON; null for what never changes.';
