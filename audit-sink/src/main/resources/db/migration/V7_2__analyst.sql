-- Plain SQL is an interface too: the views in this schema, which R__analyst_views.sql makes. The role may read them and nothing
-- else; it has no login and no password. An operator grants it to logins of people: GRANT byteor_analyst TO nora.
CREATE SCHEMA analyst;

DO $$
BEGIN
    CREATE ROLE byteor_analyst NOLOGIN;
EXCEPTION
    -- Roles belong to the server, so another of its databases may have made it, just now even.
    WHEN duplicate_object OR unique_violation THEN
        RAISE NOTICE 'byteor_analyst is there';
    WHEN insufficient_privilege THEN
        RAISE WARNING 'byteor_analyst is not there, and this user may not create roles; see deploy/docs/questions.md';
END
$$;

-- JSON that was stored as text; null where PostgreSQL cannot take it apart, as with an escaped U+0000, so that one row does not
-- spoil a view.
CREATE FUNCTION analyst.document(text text) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN pg_input_is_valid(text, 'jsonb') THEN text::jsonb END;

CREATE FUNCTION analyst.moment(text text) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN pg_input_is_valid(text, 'timestamptz') THEN text::timestamptz END;

CREATE INDEX approval_bundle ON approval (bundle_id);
CREATE INDEX escalation_replay ON escalation (replay_id);
