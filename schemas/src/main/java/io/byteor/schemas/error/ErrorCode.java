package io.byteor.schemas.error;

/**
 * Every way in which ByteOr Replay says no. One code has one meaning everywhere: in problem+json, in a finding, in a dead
 * letter's headers, in an audit and in what the command line prints. Codes are never renamed and never reused.
 */
public enum ErrorCode {
    // the archive and the bundle in it
    ARCHIVE_UNREADABLE(400, false, "The body is not a readable tar archive."),
    PATH_REFUSED(400, false, "A path in the bundle is absolute, escapes, collides, or lies where nothing may lie."),
    ENTRY_REFUSED(400, false, "An archive entry is neither a plain file nor a folder."),
    BUNDLE_LIMIT_EXCEEDED(413, false, "The bundle has more files, bytes or depth than this installation takes."),
    BUNDLE_MALFORMED(400, false, "A tag file or manifest of the bundle is missing, not canonical or not readable."),
    BUNDLE_INCOMPLETE(400, false, "The bundle lacks a file its manifest names, or holds one it does not name."),
    BUNDLE_ALTERED(400, false, "A file of the bundle does not have the digest its manifest gives."),
    BUNDLE_INCOHERENT(400, false, "The documents of the bundle contradict each other or its content."),
    FORMAT_VERSION_UNKNOWN(400, false, "The major version of a format is not known to this release."),
    DOCUMENT_INVALID(400, false, "A JSON document does not parse or does not match its schema."),
    JOURNAL_CORRUPT(400, false, "A journal segment or its block table is damaged or not in the journal format."),
    BUNDLE_NOT_FOUND(404, true, "No bundle with this id is stored."),
    FILE_NOT_FOUND(404, false, "The bundle has no file at this path."),

    // pipeline specs and expressions
    SPEC_INVALID(400, false, "The pipeline spec breaks its schema, names an unknown lane, or its lanes form a cycle."),
    EXPRESSION_INVALID(400, false, "A CEL expression does not compile, has the wrong type or is over its limits."),
    EXPRESSION_FAILED(422, false, "A CEL expression failed on a record."),
    PAYLOAD_INVALID(422, false, "A payload is not JSON within the limits, where an expression needs it to be."),

    // rules over a replay request
    BUNDLE_UNKNOWN(404, true, "The validator knows no bundle with this id."),
    LANE_UNKNOWN(422, false, "The bundle has no input lane of this name."),
    AGENT_UNRESOLVED(422, false, "The agent that captured the bundle is not registered."),
    ENVIRONMENT_UNRESOLVED(422, false, "The environment is not registered."),
    POSTURE_FORBIDS_MODE(403, false, "The environment's posture does not permit this mode of replay."),
    ENVIRONMENT_FROZEN(403, true, "A freeze of the environment is in force; nothing is executed until it ends."),
    LIMIT_EXCEEDED(422, false, "The request asks for more than the environment's limits."),
    SPEC_HASH_UNKNOWN(422, false, "The spec hash resolves to no registered pipeline version."),
    PIPELINE_WITHDRAWN(422, false, "The pipeline version is neither active nor deprecated."),
    TARGET_UNRESOLVED(422, false, "A target the spec emits to has no usable address in the environment."),
    APPROVAL_MISSING(
            403, false, "The environment requires an approval and none is named, or the named one does not exist."),
    APPROVAL_PENDING(403, true, "The approval has not been voted for by enough people yet."),
    APPROVAL_REJECTED(403, false, "The approval was rejected."),
    APPROVAL_REVOKED(403, false, "The approval was revoked."),
    APPROVAL_EXPIRED(403, false, "The approval has expired."),
    APPROVAL_CONSUMED(403, false, "The approval is reserved or used by another replay."),
    APPROVAL_SCOPE(403, false, "The approval was given for another request digest."),
    APPROVAL_SELF(403, false, "Nobody may approve what they ask for themselves."),
    APPROVAL_STARTED(409, false, "The replay this approval permits has already begun."),
    ACCEPTANCE_EXPIRED(409, false, "The replay was not begun within the validity of its acceptance."),

    // votes and the registry
    APPROVAL_NOT_FOUND(404, true, "No approval with this id is known."),
    APPROVAL_SETTLED(409, false, "The approval takes no more votes."),
    VOTE_DUPLICATE(409, false, "This person has already voted."),
    VOTER_INELIGIBLE(403, false, "The voter is a service account or has no claim to the environment."),
    REVISION_MISMATCH(412, false, "The entry has another revision than the one to be replaced."),
    REGISTRY_ENTRY_NOT_FOUND(404, false, "The registry has no such entry."),

    // running
    REPLAY_NOT_FOUND(404, true, "No replay with this id has been recorded."),
    TARGET_FAILED(502, true, "The target did not take an effect."),
    TRANSACTION_VERSION_UNSUPPORTED(503, false, "The cluster's transaction.version is below 2."),

    // the door
    REQUEST_INVALID(400, false, "The request's body or parameters do not have the documented shape."),
    IDEMPOTENCY_KEY_REUSED(422, false, "The same idempotency key came with another intent."),
    UNAUTHENTICATED(401, false, "There is no valid bearer token."),
    FORBIDDEN(403, false, "The token's roles or environments do not allow this."),
    NOT_FOUND(404, false, "There is nothing at this path."),
    UNAVAILABLE(503, true, "A part that is needed for the answer cannot be reached now."),
    INTERNAL(500, true, "The fault is ours."),

    // records on topics
    RECORD_UNDECODABLE(422, false, "The record is not Avro in the registry's framing."),
    SCHEMA_UNKNOWN(422, false, "The registry knows no schema with the record's content id."),
    RECORD_UNEXPECTED(422, false, "The record's type does not belong on this topic, or its key contradicts it."),
    RECORD_UNSTORABLE(422, false, "The record holds a value that the audit store cannot hold.");

    private final int status;
    private final boolean retryable;
    private final String meaning;

    ErrorCode(int status, boolean retryable, String meaning) {
        this.status = status;
        this.retryable = retryable;
        this.meaning = meaning;
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
