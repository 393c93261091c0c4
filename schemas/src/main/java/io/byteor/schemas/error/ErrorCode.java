package io.byteor.schemas.error;

/**
 * Every way in which ByteOr Replay says no. One code has one meaning everywhere: in problem+json, in a finding, in a dead
 * letter's headers, in an audit and in what the command line prints. Codes are never renamed and never reused.
 */
public enum ErrorCode {
    // the archive and the bundle in it
    ARCHIVE_UNREADABLE(Area.CAPTURE, 400, false, "The body is not a readable tar archive."),
    PATH_REFUSED(
            Area.CAPTURE,
            400,
            false,
            "A path in the bundle is absolute, escapes, collides, or lies where nothing may lie."),
    ENTRY_REFUSED(Area.CAPTURE, 400, false, "An archive entry is neither a plain file nor a folder."),
    FILES_EXCEEDED(Area.CAPTURE, 413, false, "The bundle has more files than this installation takes."),
    BUNDLE_TOO_LARGE(Area.CAPTURE, 413, false, "The files of the bundle have more bytes than this installation takes."),
    FILE_TOO_LARGE(
            Area.CAPTURE,
            413,
            false,
            "A document, a manifest or a block table is larger than this installation takes."),
    PATH_TOO_LONG(
            Area.CAPTURE,
            413,
            false,
            "A path in the bundle has more bytes than this installation takes, or one of its names than file systems do."),
    PATH_TOO_DEEP(Area.CAPTURE, 413, false, "A path in the bundle has more names than this installation takes."),
    EXPANSION_EXCEEDED(
            Area.CAPTURE, 413, false, "Compressed content inflates beyond the ratio that this installation takes."),
    RECORD_TOO_LARGE(
            Area.CAPTURE, 413, false, "A journal record is larger, or has more headers, than the format allows."),
    SEGMENTS_EXCEEDED(Area.CAPTURE, 413, false, "The bundle has more journal segments than one announcement can name."),
    BUNDLE_MALFORMED(
            Area.CAPTURE,
            400,
            false,
            "A tag file or manifest of the bundle is missing, not canonical or not readable."),
    BUNDLE_INCOMPLETE(
            Area.CAPTURE, 400, false, "The bundle lacks a file its manifest names, or holds one it does not name."),
    BUNDLE_ALTERED(Area.CAPTURE, 400, false, "A file of the bundle does not have the digest its manifest gives."),
    BUNDLE_INCOHERENT(Area.CAPTURE, 400, false, "The documents of the bundle contradict each other or its content."),
    FORMAT_VERSION_UNKNOWN(Area.CAPTURE, 400, false, "The major version of a format is not known to this release."),
    DOCUMENT_INVALID(Area.CAPTURE, 400, false, "A JSON document does not parse or does not match its schema."),
    JOURNAL_CORRUPT(
            Area.CAPTURE, 400, false, "A journal segment or its block table is damaged or not in the journal format."),
    BUNDLE_NOT_FOUND(Area.CAPTURE, 404, true, "No bundle with this id is stored."),
    BLOB_ALTERED(Area.CAPTURE, 400, false, "The content does not have the digest it was sent under."),
    UPLOAD_OFFSET(Area.CAPTURE, 409, true, "The content does not go on where the upload stands."),
    AGENT_MISMATCH(Area.CAPTURE, 403, false, "The bundle was captured by another agent than the one that sends it."),
    BUNDLE_SETTLED(
            Area.CAPTURE, 409, false, "The bundle is stored without this signature, and what is stored takes none."),
    SIGNATURE_INVALID(Area.CAPTURE, 400, false, "A signature of the bundle does not verify, or says something else."),
    REDACTION_REFUSED(
            Area.CAPTURE, 422, false, "A redaction rule cannot be carried out on this bundle; nothing is derived."),
    FILE_NOT_FOUND(Area.CAPTURE, 404, false, "The bundle has no file at this path."),

    // pipeline specs and expressions
    SPEC_INVALID(
            Area.SPEC,
            400,
            false,
            "The pipeline spec breaks its schema, names an unknown lane, or its lanes form a cycle."),
    EXPRESSION_INVALID(
            Area.SPEC, 400, false, "A CEL expression does not compile, has the wrong type or is over its limits."),
    EXPRESSION_FAILED(Area.SPEC, 422, false, "A CEL expression failed on a record."),
    PAYLOAD_INVALID(
            Area.SPEC, 422, false, "A payload is not JSON within the limits, where an expression needs it to be."),

    // rules over a replay request
    BUNDLE_UNKNOWN(Area.RULE, 404, true, "The validator knows no bundle with this id."),
    LANE_UNKNOWN(Area.RULE, 422, false, "The bundle has no input lane of this name."),
    AGENT_UNRESOLVED(Area.RULE, 422, false, "The agent that captured the bundle is not registered."),
    AGENT_QUARANTINED(
            Area.RULE,
            403,
            true,
            "The agent is in quarantine: until the escalation is resolved, nothing of it is taken and nothing of it runs."),
    ENVIRONMENT_UNRESOLVED(Area.RULE, 422, false, "The environment is not registered."),
    POSTURE_FORBIDS_MODE(Area.RULE, 403, false, "The environment's posture does not permit this mode of replay."),
    REAPPLY_FORBIDDEN(
            Area.RULE,
            403,
            false,
            "The environment's posture does not permit applying again what an earlier replay applied."),
    ENVIRONMENT_FROZEN(
            Area.RULE, 403, true, "A freeze of the environment is in force; nothing is executed until it ends."),
    LIMIT_EXCEEDED(Area.RULE, 422, false, "The request asks for more than the environment's limits."),
    SPEC_HASH_UNKNOWN(Area.RULE, 422, false, "The spec hash resolves to no registered pipeline version."),
    PIPELINE_WITHDRAWN(Area.RULE, 422, false, "The pipeline version is neither active nor deprecated."),
    TARGET_UNRESOLVED(Area.RULE, 422, false, "A target the spec emits to has no usable address in the environment."),
    DRY_RUN_REQUIRED(
            Area.RULE,
            403,
            true,
            "The environment asks for a completed dry-run of the same selection, fresh and close enough, and there is none."),
    APPROVAL_MISSING(
            Area.RULE,
            403,
            false,
            "The environment requires an approval and none is named, or the named one does not exist."),
    APPROVAL_PENDING(Area.RULE, 403, true, "The approval has not been voted for by enough people yet."),
    APPROVAL_REJECTED(Area.RULE, 403, false, "The approval was rejected."),
    APPROVAL_REVOKED(Area.RULE, 403, false, "The approval was revoked."),
    APPROVAL_EXPIRED(Area.RULE, 403, false, "The approval has expired."),
    APPROVAL_CONSUMED(Area.RULE, 403, false, "The approval is reserved or used by another replay."),
    APPROVAL_SCOPE(Area.RULE, 403, false, "The approval was given for another request digest."),
    APPROVAL_SELF(Area.RULE, 403, false, "Nobody may approve what they ask for themselves."),
    APPROVAL_STARTED(Area.RULE, 409, false, "The replay this approval permits has already begun."),
    ACCEPTANCE_EXPIRED(Area.RULE, 409, false, "The replay was not begun within the validity of its acceptance."),

    // votes, the registry and escalations
    APPROVAL_NOT_FOUND(Area.GOVERNANCE, 404, true, "No approval with this id is known."),
    APPROVAL_SETTLED(Area.GOVERNANCE, 409, false, "The approval takes no more votes."),
    VOTE_DUPLICATE(Area.GOVERNANCE, 409, false, "This person has already voted."),
    VOTER_INELIGIBLE(
            Area.GOVERNANCE,
            403,
            false,
            "The voter is a service account, no approver, or has no claim to the environment."),
    REVISION_MISMATCH(Area.GOVERNANCE, 412, false, "The entry has another revision than the one to be replaced."),
    REGISTRY_ENTRY_NOT_FOUND(Area.GOVERNANCE, 404, false, "The registry has no such entry."),

    ESCALATION_NOT_FOUND(Area.GOVERNANCE, 404, true, "No escalation with this id is known."),
    ESCALATION_SETTLED(
            Area.GOVERNANCE, 409, false, "The escalation has been acknowledged or resolved by somebody before."),

    // running
    INCIDENT_NOT_FOUND(Area.REPLAY, 404, true, "No bundle of this incident has been recorded."),
    REPLAY_NOT_FOUND(Area.REPLAY, 404, true, "No replay with this id has been recorded."),
    ACCESS_NOT_FOUND(Area.REPLAY, 404, true, "No access with this id that the token may see has been recorded."),
    REPLAY_SETTLED(Area.REPLAY, 409, false, "The replay has ended or is being cancelled, and takes no more control."),
    AUDIT_NOT_INTACT(
            Area.REPLAY,
            409,
            false,
            "What the audit store holds of it is not what it took; verify says what is wrong."),
    SIGNING_DISABLED(Area.REPLAY, 409, false, "The audit store has no key to sign with."),
    TARGET_FAILED(Area.REPLAY, 502, true, "The target did not take an effect."),
    TRANSACTION_VERSION_UNSUPPORTED(Area.REPLAY, 503, false, "The cluster's transaction.version is below 2."),

    // the door
    REQUEST_INVALID(Area.DOOR, 400, false, "The request's body or parameters do not have the documented shape."),
    CURSOR_INVALID(
            Area.DOOR,
            400,
            false,
            "The cursor was not given out for this list with these filters, or too long ago, or was changed."),
    IDEMPOTENCY_KEY_REUSED(
            Area.DOOR, 422, false, "The same idempotency key came with another intent, or long after its first use."),
    UNAUTHENTICATED(Area.DOOR, 401, false, "There is no valid bearer token."),
    FORBIDDEN(Area.DOOR, 403, false, "The token's roles or environments do not allow this."),
    NOT_FOUND(Area.DOOR, 404, false, "There is nothing at this path."),
    RANGE_NOT_SATISFIABLE(Area.DOOR, 416, false, "The range lies outside the content."),
    BODY_IDLE(Area.DOOR, 408, true, "The body stopped arriving for longer than the idle limit."),
    BODY_TOO_LARGE(Area.DOOR, 413, false, "The request's body is larger than this path takes."),
    HEADERS_TOO_LARGE(Area.DOOR, 431, false, "The request's headers are larger than this installation takes."),
    HEADERS_LATE(Area.DOOR, 408, true, "The head of the request did not arrive whole within the time limit."),
    RATE_LIMITED(Area.DOOR, 429, true, "The agent sends requests faster than it may."),
    QUOTA_EXCEEDED(Area.DOOR, 429, true, "The agent has used up its quota of bytes."),
    EXPORT_TOO_LARGE(
            Area.DOOR, 413, false, "The export has more rows or bytes than this installation lets out at once."),
    EXPORT_TOO_LONG(
            Area.DOOR,
            413,
            false,
            "The export, or its reader, takes longer than this installation lets an export run."),
    EXPORTS_BUSY(Area.DOOR, 429, true, "As many exports run as this installation lets run at once."),
    UPLOADS_BUSY(
            Area.DOOR,
            503,
            true,
            "As many uploads of all agents together are under way, or hold as much memory, as this installation takes at once."),
    VERIFICATIONS_BUSY(
            Area.DOOR, 503, true, "As many verifications of stored bundles run as this installation lets run at once."),
    STAGING_FULL(Area.DOOR, 507, true, "What agents have sent ahead of their bundles leaves no room for this."),
    STORAGE_FULL(Area.DOOR, 507, true, "The store has no room for this."),
    UNAVAILABLE(Area.DOOR, 503, true, "A part that is needed for the answer cannot be reached now."),
    INTERNAL(Area.DOOR, 500, true, "The fault is ours."),

    // records on topics
    RECORD_UNDECODABLE(Area.RECORD, 422, false, "The record is not Avro in the registry's framing."),
    SCHEMA_UNKNOWN(Area.RECORD, 422, false, "The registry knows no schema with the record's content id."),
    RECORD_UNEXPECTED(
            Area.RECORD, 422, false, "The record's type does not belong on this topic, or its key contradicts it."),
    RECORD_OVERSIZE(
            Area.RECORD,
            422,
            false,
            "The record, or an id in it, is larger than any that a part of the system writes."),
    RECORD_UNSTORABLE(Area.RECORD, 422, false, "The record holds a value that the audit store cannot hold.");

    private final Area area;
    private final int status;
    private final boolean retryable;
    private final String meaning;

    ErrorCode(Area area, int status, boolean retryable, String meaning) {
        this.area = area;
        this.status = status;
        this.retryable = retryable;
        this.meaning = meaning;
    }

    /** The code for an answer of which nothing but its HTTP status, 400 or higher, is known. */
    public static ErrorCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 413 -> BODY_TOO_LARGE;
            default -> status < 500 ? REQUEST_INVALID : INTERNAL;
        };
    }

    /** Where it is said first. */
    public Area area() {
        return area;
    }

    /** The HTTP status that goes with this code (RFC 9110). */
    public int status() {
        return status;
    }

    /** Whether the same request can succeed later without being changed. */
    public boolean retryable() {
        return retryable;
    }

    /** One line for people, in general terms; the offending value stands beside it, not in it. */
    public String meaning() {
        return meaning;
    }
}
