INSERT INTO escalation (escalation_id, revision, cause, subject, environment, evidence, replay_id, status, raised_at, changed_at)
VALUES ('e1', 1, 'approval_missing', 'b1', 'demo', 'none named', 'r1', 'raised', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
