-- The views that analysts read; deploy/docs/questions.md says what their columns mean. They are made anew whenever this file
-- changes. People are written issuer#subject, digests as in the API.
DROP VIEW IF EXISTS analyst.timeline, analyst.incidents, analyst.accesses, analyst.escalations, analyst.votes, analyst.approvals,
    analyst.bundles, analyst.divergence, analyst.findings, analyst.action_counts, analyst.actions, analyst.replays, analyst.starts,
    analyst.control_requests, analyst.controls, analyst.registry_revisions;

CREATE VIEW analyst.replays AS
SELECT replay_id, coalesce(outcome, CASE WHEN tree_size > 0 THEN 'running' ELSE coalesce(decision, 'requested') END) AS state,
    decision, outcome, mode, environment, incident_id, agent_id, bundle_id, root_bundle_id, spec_hash, pipeline,
    requester_issuer || '#' || requester_subject AS requester, approvers, approval_id, request_digest, reason, ticket,
    audited_listed AS listed, tree_size AS stored, requested_at, decided_at,
    started_at, finished_at, day
FROM replay;

CREATE VIEW analyst.actions AS
SELECT replay_id, seq, day, role, lane, stage, origin_lane, origin_sequence, ordinal, target, to_lane, decision, reason, key,
    payload_sha256, payload_bytes, at
FROM replay_action;

CREATE VIEW analyst.action_counts AS
SELECT c.hour, r.environment, r.incident_id, r.agent_id, r.bundle_id, r.spec_hash, r.pipeline, r.mode, r.outcome, c.replay_id, c.day,
    c.role, c.lane, c.stage, c.target, c.to_lane, c.decision, c.actions, c.first_seq, c.last_seq
FROM action_count c JOIN replay r USING (replay_id);

CREATE VIEW analyst.findings AS
SELECT r.replay_id, r.environment, r.decision, r.decided_at, f.code, f.outcome, f.evidence, f.remedy
FROM replay r
CROSS JOIN LATERAL jsonb_to_recordset(analyst.document(r.findings)) AS f(code text, outcome text, evidence text, remedy text);

CREATE VIEW analyst.divergence AS
SELECT r.replay_id, r.environment, r.pipeline, r.spec_hash, r.bundle_id, r.finished_at, (d ->> 'same')::bigint AS same,
    (d ->> 'changed')::bigint AS changed, (d ->> 'missing')::bigint AS missing, (d ->> 'new')::bigint AS new
FROM replay r CROSS JOIN LATERAL (SELECT analyst.document(r.audit) -> 'divergence' AS d) found
WHERE r.mode = 'dry_run' AND jsonb_typeof(d) = 'object';

CREATE VIEW analyst.bundles AS
SELECT bundle_id, root_bundle_id, parent_bundle_id, incident_id, title, agent_id, environment, pipeline, version, spec_hash,
    captured_at, stored_at, deleted_at, directory, files, bytes, analyst.document(lanes) AS lanes
FROM bundle;

CREATE VIEW analyst.incidents AS
SELECT incident_id, environment, min(title) AS title, count(*) AS bundles, min(captured_at) AS first_captured_at,
    max(captured_at) AS last_captured_at
FROM bundle
GROUP BY incident_id, environment;

CREATE VIEW analyst.approvals AS
SELECT approval_id, status, environment, mode, bundle_id, request_digest, posture_digest, required,
    requester_issuer || '#' || requester_subject AS requester, reason, ticket, reserved_by AS replay_id, requested_at, expires_at,
    changed_at
FROM approval;

-- Votes that counted, and with their code those that did not.
CREATE VIEW analyst.votes AS
SELECT a.approval_id, a.environment, a.requester_issuer || '#' || a.requester_subject AS requester, v.voter, v.vote, v.reason,
    v.ticket, NULL AS refused_with, 1::bigint AS times, v.at
FROM approval a
CROSS JOIN LATERAL jsonb_to_recordset(analyst.document(a.votes))
    AS v(voter text, vote text, reason text, ticket text, at timestamptz)
UNION ALL
SELECT a.approval_id, a.environment, a.requester_issuer || '#' || a.requester_subject, v.voter, v.vote, v.reason, NULL, v.code,
    v.count, v."lastAt"
FROM approval a
CROSS JOIN LATERAL jsonb_to_recordset(analyst.document(a.refused_votes))
    AS v(voter text, vote text, reason text, code text, count bigint, "lastAt" timestamptz);

CREATE VIEW analyst.escalations AS
SELECT escalation_id, status AS state, cause, subject, environment, evidence, replay_id, raised_at,
    analyst.document(acknowledgement) ->> 'by' AS acknowledged_by,
    analyst.moment(analyst.document(acknowledgement) ->> 'at') AS acknowledged_at,
    analyst.document(resolution) ->> 'by' AS resolved_by, analyst.moment(analyst.document(resolution) ->> 'at') AS resolved_at
FROM escalation;

-- How the start of an execute was answered.
CREATE VIEW analyst.starts AS
SELECT replay_id, environment, bundle_id, approval_id, start_answer AS answer,
    ARRAY(SELECT f.code FROM jsonb_to_recordset(analyst.document(start_findings)) AS f(code text, outcome text)
        WHERE f.outcome = 'failed' ORDER BY f.code) AS codes,
    analyst.document(start_findings) AS findings, start_at AS answered_at
FROM replay WHERE start_answer IS NOT NULL;

-- Every wish, whatever came of it.
CREATE VIEW analyst.control_requests AS
SELECT c.command_id, c.replay_id, r.environment, c.control, c.by_issuer || '#' || c.by_subject AS requester, c.reason, c.ticket,
    c.requested_at
FROM control_request c LEFT JOIN replay r USING (replay_id);

-- Every change that was allowed.
CREATE VIEW analyst.controls AS
SELECT replay_id, revision, environment, wanted, by_issuer || '#' || by_subject AS changed_by, reason, ticket, changed_at
FROM replay_control;

CREATE VIEW analyst.registry_revisions AS
SELECT kind, key, revision, environment, pipeline, version, status, posture_digest,
    changed_issuer || '#' || changed_subject AS changed_by, changed_at, analyst.document(document) AS document
FROM registry_revision;

-- All that happened to an incident. A step is behind another of the same time if it follows from it. A request belongs to the incident
-- that it was decided to be of, and before that, and where its bundle came later, to the one that its bundle is of.
CREATE VIEW analyst.timeline AS
WITH of_incident AS NOT MATERIALIZED (
    SELECT incident_id, environment, bundle_id, replay_id, approval_id, requester_issuer, requester_subject, mode, decision, findings,
        outcome, audit, start_answer, start_findings, requested_at, decided_at, start_at, started_at, finished_at
    FROM replay WHERE incident_id IS NOT NULL
    UNION ALL
    SELECT b.incident_id, r.environment, r.bundle_id, r.replay_id, r.approval_id, r.requester_issuer, r.requester_subject, r.mode,
        r.decision, r.findings, r.outcome, r.audit, r.start_answer, r.start_findings, r.requested_at, r.decided_at, r.start_at,
        r.started_at, r.finished_at
    FROM bundle b JOIN replay r USING (bundle_id) WHERE r.incident_id IS NULL)
SELECT b.incident_id, b.environment, b.captured_at AS at, 1 AS step, 'bundle_captured' AS kind, b.bundle_id, NULL AS replay_id,
    NULL AS approval_id, NULL AS escalation_id, b.agent_id AS by, b.title AS what
FROM bundle b
UNION ALL
SELECT b.incident_id, b.environment, b.deleted_at, 15, 'bundle_deleted', b.bundle_id, NULL, NULL, NULL, NULL, NULL
FROM bundle b WHERE b.deleted_at IS NOT NULL
UNION ALL
SELECT b.incident_id, a.environment, a.requested_at, 2, 'approval_requested', a.bundle_id, NULL, a.approval_id, NULL,
    a.requester_issuer || '#' || a.requester_subject, a.reason
FROM bundle b JOIN approval a USING (bundle_id)
UNION ALL
SELECT b.incident_id, v.environment, v.at, CASE WHEN v.refused_with IS NULL THEN 3 ELSE 4 END,
    CASE WHEN v.refused_with IS NULL THEN 'approval_voted' ELSE 'vote_refused' END,
    b.bundle_id, NULL, v.approval_id, NULL, v.voter, coalesce(v.refused_with, v.vote)
FROM bundle b JOIN approval a USING (bundle_id) JOIN analyst.votes v USING (approval_id)
UNION ALL
SELECT b.incident_id, a.environment, analyst.moment(analyst.document(a.revocation) ->> 'at'), 4, 'approval_revoked', a.bundle_id,
    NULL, a.approval_id, NULL, analyst.document(a.revocation) ->> 'by', analyst.document(a.revocation) ->> 'reason'
FROM bundle b JOIN approval a USING (bundle_id) WHERE a.revocation IS NOT NULL
UNION ALL
SELECT r.incident_id, r.environment, r.requested_at, 5, 'replay_requested', r.bundle_id, r.replay_id, r.approval_id, NULL,
    r.requester_issuer || '#' || r.requester_subject, r.mode
FROM of_incident r WHERE r.requested_at IS NOT NULL
UNION ALL
SELECT r.incident_id, r.environment, r.decided_at, 6, 'replay_decided', r.bundle_id, r.replay_id, r.approval_id, NULL, NULL,
    concat_ws(': ', r.decision, (SELECT string_agg(f.code, ', ' ORDER BY f.code)
        FROM jsonb_to_recordset(analyst.document(r.findings)) AS f(code text, outcome text) WHERE f.outcome = 'failed'))
FROM of_incident r WHERE r.decided_at IS NOT NULL
UNION ALL
SELECT r.incident_id, r.environment, r.start_at, 7, 'start_' || r.start_answer, r.bundle_id, r.replay_id, r.approval_id, NULL, NULL,
    (SELECT string_agg(f.code, ', ' ORDER BY f.code)
        FROM jsonb_to_recordset(analyst.document(r.start_findings)) AS f(code text, outcome text) WHERE f.outcome = 'failed')
FROM of_incident r WHERE r.start_at IS NOT NULL
UNION ALL
SELECT r.incident_id, r.environment, r.started_at, 8, 'replay_started', r.bundle_id, r.replay_id, r.approval_id, NULL,
    analyst.document(r.audit) ->> 'runner', r.mode
FROM of_incident r WHERE r.started_at IS NOT NULL
UNION ALL
SELECT r.incident_id, r.environment, c.requested_at, 9, 'control_requested', r.bundle_id, r.replay_id, NULL, NULL,
    c.by_issuer || '#' || c.by_subject, concat_ws(': ', c.control, nullif(c.reason, ''))
FROM of_incident r JOIN control_request c USING (replay_id)
UNION ALL
SELECT r.incident_id, c.environment, c.changed_at, 10, 'control_changed', r.bundle_id, r.replay_id, NULL, NULL,
    c.by_issuer || '#' || c.by_subject, concat_ws(': ', c.wanted, nullif(c.reason, ''))
FROM of_incident r JOIN replay_control c USING (replay_id)
UNION ALL
SELECT r.incident_id, r.environment, r.finished_at, 11, 'replay_ended', r.bundle_id, r.replay_id, r.approval_id, NULL, NULL,
    r.outcome
FROM of_incident r WHERE r.finished_at IS NOT NULL
UNION ALL
SELECT r.incident_id, e.environment, e.raised_at, 12, 'escalation_raised', r.bundle_id, r.replay_id, NULL, e.escalation_id, NULL,
    e.cause
FROM of_incident r JOIN escalation e USING (replay_id)
UNION ALL
SELECT r.incident_id, e.environment, n.at, n.step, n.kind, r.bundle_id, r.replay_id, NULL, e.escalation_id,
    n.note ->> 'by', n.note ->> 'note'
FROM of_incident r JOIN escalation e USING (replay_id)
CROSS JOIN LATERAL (
    SELECT 13 AS step, 'escalation_acknowledged' AS kind, analyst.document(e.acknowledgement) AS note,
        analyst.moment(analyst.document(e.acknowledgement) ->> 'at') AS at
    UNION ALL
    SELECT 14, 'escalation_resolved', analyst.document(e.resolution), analyst.moment(analyst.document(e.resolution) ->> 'at')) n
WHERE n.note IS NOT NULL;

CREATE VIEW analyst.accesses AS
SELECT issuer || '#' || subject AS person, kind, analyst.document(asked) AS asked, replay_id, bundle_id, environments, began_at,
    finished_at, rows, bytes, outcome
FROM access;

DO $$
BEGIN
    IF to_regrole('byteor_analyst') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA analyst TO byteor_analyst;
        GRANT SELECT ON ALL TABLES IN SCHEMA analyst TO byteor_analyst;
    END IF;
END
$$;
