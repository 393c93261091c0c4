INSERT INTO sink_offset (topic, partition, next) VALUES ('byteor.replay.action', 3, 4711);
INSERT INTO replay (replay_id, day, decision, bundle_id, root_bundle_id, mode, environment, requester_issuer, requester_subject, reason,
    ticket, findings, requested_at, decided_at, tree_size, tree_frontier, outcome, audit, audited_root, audited_listed, audited_on,
    finished_at, root_matched)
VALUES ('r1', '2026-01-02', 'accepted', 'b1', 'b1', 'dry_run', 'demo', 'https://byteor.local', 'olga', 'look closer', 'OPS-4', '[]',
    '2026-01-02T03:04:05.678901Z', '2026-01-02T03:04:06Z', 1, '\x35b6849840cd1521850e296b6f0c375c615d1438a09684892b4a0e18fe80ee8e', 'completed', '{"auditVersion":1}', '\x35b6849840cd1521850e296b6f0c375c615d1438a09684892b4a0e18fe80ee8e', 1,
    '2026-01-02T03:05:00Z', '2026-01-02T03:04:59Z', true);
CREATE TABLE replay_action_20260102 PARTITION OF replay_action FOR VALUES FROM ('2026-01-02') TO ('2026-01-03');
INSERT INTO replay_action (replay_id, seq, day, role, lane, stage, origin_lane, origin_sequence, ordinal, target, decision, reason, key,
    payload_sha256, payload_bytes, at, leaf)
VALUES ('r1', 0, '2026-01-02', 'triage', 'feed', 'alert', 'feed', 7, 0, 'alerts', 'would_apply', 'größer', '\x00ff', sha256('payload'),
    256, '2026-01-02T03:04:30.123456Z', '\x35b6849840cd1521850e296b6f0c375c615d1438a09684892b4a0e18fe80ee8e');
INSERT INTO bundle (bundle_id, root_bundle_id, incident_id, title, agent_id, environment, pipeline, version, spec_hash, captured_at,
    stored_at, directory, files, bytes, lanes)
VALUES ('b1', 'b1', 'INC-1', 'Alerts went missing', 'agent-1', 'demo', 'quake-alerts', '2.3.0', 's1', '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:01Z', 'bundles/1', 9, 4711, '[]');
INSERT INTO approval (approval_id, revision, status, request_digest, bundle_id, mode, environment, posture_digest, required,
    requester_issuer, requester_subject, votes, requested_at, expires_at, changed_at)
VALUES ('a1', 3, 'approved', 'd1', 'b1', 'execute', 'demo', 'p1', 1, 'https://byteor.local', 'olga', '[]', '2026-01-01T00:00:00Z',
    '2026-01-01T04:00:00Z', '2026-01-01T00:10:00Z');
