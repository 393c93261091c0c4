-- When a replay started is told by every audit, also by one that jsonb cannot hold, as where U+0000 stands escaped in it. In an audit
-- nothing behind it can look like it.
UPDATE replay SET started_at = analyst.moment(substring(audit FROM '.*"startedAt":"([^"]*)"'))
WHERE started_at IS NULL AND audit IS NOT NULL AND NOT pg_input_is_valid(audit, 'jsonb');
