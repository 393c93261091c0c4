-- When retention removed the bundle from the store; its row stays, as history. Null while it is stored.
ALTER TABLE bundle ADD COLUMN deleted_at timestamptz;
