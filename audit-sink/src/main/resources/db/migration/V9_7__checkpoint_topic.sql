-- Whether a checkpoint stands on its topic the topic alone says: who can change this table could change what it says of that.
ALTER TABLE audit_checkpoint DROP COLUMN published;
