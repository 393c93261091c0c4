UPDATE bundle SET deleted_at = '2026-02-01T00:00:00Z' WHERE bundle_id = 'b1';
