package io.byteor.audit.intake.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.audit.intake.Entry;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AccessEnding;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.BundleDeleted;
import io.byteor.schemas.event.EnvironmentState;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.event.PipelineState;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.StartGranted;
import io.byteor.schemas.event.StartRefused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns an event into an entry, or says why it can never be one. The record key has to be the id that the catalogue of topics
 * promises, because order and ownership hang on it. Pure; thread-safe.
 */
final class Admission {
    private static final int LONGEST_ID = 256;

    private Admission() {}

    /**
     * The entry of the event.
     *
     * @param key the record's key
     * @throws ByteorException RECORD_UNEXPECTED or RECORD_UNSTORABLE, for the dead letter
     */
    static Entry admit(String key, SpecificRecord event) {
        Optional<String> fault = Storable.fault(event).or(() -> Indexed.fault(event));
        if (fault.isPresent()) {
            throw unstorable(fault.get());
        }
        return switch (event) {
            case ReplayAction action -> action(key, action);
            case ReplayAudited audited -> audited(key, audited);
            case ReplayRequested requested -> {
                require(id(requested.getReplayId()), key, "key");
                yield new Entry.Requested(requested);
            }
            case ReplayControlRequested control -> {
                require(id(control.getReplayId()), key, "key");
                id(control.getCommandId());
                yield new Entry.ControlRequested(control);
            }
            case ReplayAccepted accepted -> {
                require(accepted.getBundle().getRootBundleId(), key, "key");
                id(accepted.getReplayId());
                yield new Entry.Accepted(accepted);
            }
            case ReplayRejected rejected -> {
                BundleCaptured bundle = rejected.getBundle();
                require(bundle == null ? rejected.getRequest().getBundleId() : bundle.getRootBundleId(), key, "key");
                id(rejected.getReplayId());
                yield new Entry.Rejected(rejected);
            }
            case StartGranted granted -> {
                require(id(granted.getReplayId()), key, "key");
                yield new Entry.Granted(granted);
            }
            case StartRefused refused -> {
                require(id(refused.getReplayId()), key, "key");
                yield new Entry.Refused(refused);
            }
            case ReplayControl control -> {
                require(id(control.getReplayId()), key, "key");
                yield new Entry.Control(control);
            }
            case BundleCaptured captured -> {
                require(id(captured.getBundleId()), key, "key");
                yield new Entry.Captured(captured);
            }
            case BundleDeleted deleted -> {
                require(id(deleted.getBundleId()), key, "key");
                yield new Entry.Deleted(deleted);
            }
            case ApprovalState approval -> {
                require(id(approval.getApprovalId()), key, "key");
                yield new Entry.Approval(approval);
            }
            case EscalationState escalation -> {
                require(id(escalation.getEscalationId()), key, "key");
                yield new Entry.Escalation(escalation);
            }
            case EnvironmentState state -> {
                revision("environment", state.getName(), state.getRevision(), key);
                yield new Entry.Environment(state);
            }
            case AgentState state -> {
                revision("agent", state.getAgentId(), state.getRevision(), key);
                yield new Entry.Agent(state);
            }
            case PipelineState state -> {
                revision("pipeline", state.getSpecHash(), state.getRevision(), key);
                yield new Entry.Pipeline(state);
            }
            case AccessRecorded access -> accessed(key, access);
            default ->
                throw new ByteorException(
                        ErrorCode.RECORD_UNEXPECTED,
                        "the audit store takes no " + event.getSchema().getName());
        };
    }

    private static Entry.Action action(String key, ReplayAction action) {
        require(id(action.getReplayId()), key, "key");
        notNegative(action.getSeq(), "seq");
        notNegative(action.getOrdinal(), "ordinal");
        notNegative(action.getPayloadBytes(), "payloadBytes");
        if (action.getPayloadSha256() != null && action.getPayloadSha256().remaining() != Digest.LENGTH) {
            throw unstorable("payloadSha256 is no SHA-256");
        }
        return Entry.Action.of(action);
    }

    private static Entry.Audited audited(String key, ReplayAudited audited) {
        require(id(audited.getReplayId()), key, "key");
        notNegative(audited.getListed(), "listed");
        if (audited.getRoot().remaining() != Digest.LENGTH) {
            throw unstorable("root is no SHA-256");
        }
        JsonNode audit = CanonicalJson.parse(audited.getAudit().getBytes(StandardCharsets.UTF_8), "audit");
        byte[] root = new byte[Digest.LENGTH];
        audited.getRoot().get(audited.getRoot().position(), root);
        require(audited.getReplayId(), audit.at("/replayId").asText(), "audit's replayId");
        require(Digest.ofRaw(root).toString(), audit.at("/actions/root").asText(), "audit's root");
        require(Long.toString(audited.getListed()), audit.at("/actions/listed").asText(), "audit's listed");
        return new Entry.Audited(audited, startedAt(audit.path("startedAt")));
    }

    private static @Nullable Instant startedAt(JsonNode told) {
        if (told.isMissingNode() || told.isNull()) {
            return null;
        }
        try {
            Instant at = Instant.parse(told.isTextual() ? told.asText() : "");
            if (Storable.isTime(at)) {
                return at;
            }
        } catch (DateTimeParseException _) {
            // What a database would read it as need not be the same the next time.
        }
        throw unstorable("the audit's startedAt is no time of the years 1 to 9999");
    }

    private static Entry.Accessed accessed(String key, AccessRecorded access) {
        require(id(access.getAccessId()), key, "key");
        AccessEnding end = access.getEnd();
        if (end != null) {
            notNegative(end.getRows(), "rows");
            notNegative(end.getBytes(), "bytes");
            if (end.getSha256() != null && end.getSha256().remaining() != Digest.LENGTH) {
                throw unstorable("sha256 is no SHA-256");
            }
        }
        return new Entry.Accessed(access);
    }

    private static void revision(String kind, String name, long revision, String key) {
        require(String.format(Locale.ROOT, "%s/%s/%019d", kind, id(name), revision), key, "key");
    }

    private static String id(String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw unstorable("an id has 1 to " + LONGEST_ID + " characters, not " + id.length());
        }
        return id;
    }

    private static void notNegative(long number, String field) {
        if (number < 0) {
            throw unstorable(field + " is negative");
        }
    }

    private static void require(String expected, String found, String what) {
        if (!expected.equals(found)) {
            throw new ByteorException(
                    ErrorCode.RECORD_UNEXPECTED, "the " + what + " contradicts the event", what, found);
        }
    }

    private static ByteorException unstorable(String fault) {
        return new ByteorException(ErrorCode.RECORD_UNSTORABLE, fault);
    }
}
