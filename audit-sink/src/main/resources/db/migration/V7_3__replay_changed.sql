-- The transaction that changed the row last. Those below the oldest one still under way are all visible, so whoever follows the
-- changes in this order misses none, whichever instance asks.
ALTER TABLE replay ADD COLUMN changed xid8 NOT NULL DEFAULT '0';
CREATE INDEX replay_changed ON replay (changed, arrival);
