package io.byteor.schemas.audit.receipt;

import io.byteor.schemas.audit.log.LogRecord;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.SigningKey;
import io.byteor.schemas.signature.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A receipt for one replay: an in-toto statement about the incident bundle that was replayed. It holds the audit, the record by
 * which the audit came into the store's log, the signed checkpoint that covers the record, and the record's audit path
 * (RFC 6962, 2.1.1) to the checkpoint's root. The audit holds the root over the actions.
 *
 * @param bundleId the subject
 * @param audit as it was written, RFC 8785 JSON
 * @param record of the topic of audits
 * @param checkpoint the envelope of the checkpoint
 * @param path the hashes beside the record's leaf, from its sibling up
 */
public record Receipt(
        Digest bundleId, String replayId, String audit, LogRecord record, Envelope checkpoint, List<Digest> path) {
    /** What the statement says. */
    public static final String PREDICATE_TYPE = "https://byteor.io/audit-receipt/v1";

    public Receipt {
        path = List.copyOf(path);
    }

    /** The receipt in an envelope, signed. */
    public Envelope sign(SigningKey key) {
        JsonForm predicate = new JsonForm()
                .put("replayId", replayId)
                .put("audit", JsonFields.parse(audit, "audit"))
                .put("record", Base64.getEncoder().encodeToString(record.form()))
                .putTexts("path", path.stream().map(Objects::toString).toList())
                .put("checkpoint", JsonFields.parse(checkpoint.encoded(), "checkpoint"));
        return Statement.of(new Statement.Subject("incident-bundle", bundleId), PREDICATE_TYPE, predicate)
                .sign(key);
    }

    /**
     * Reads the receipt in an envelope, whoever signed it. Unknown members are ignored.
     *
     * @param place what the envelope is, for errors
     * @throws ByteorException SIGNATURE_INVALID where it holds none
     */
    public static Receipt of(Envelope envelope, String place) {
        Statement statement = Statement.of(envelope, place);
        if (!statement.predicateType().equals(PREDICATE_TYPE)) {
            throw refused("a statement of type " + PREDICATE_TYPE, place, statement.predicateType(), null);
        }
        try {
            JsonFields json = JsonFields.parse(statement.predicate(), place);
            return new Receipt(
                    statement.subjects().getFirst().digest(),
                    json.string("replayId"),
                    json.object("audit").canonical(),
                    LogRecord.parse(Base64.getDecoder().decode(json.string("record")))
                            .orElseThrow(() -> json.refusal("record", "a record of a log")),
                    Envelope.parse(json.canonical("checkpoint"), place),
                    json.names("path").stream().map(Digest::parse).toList());
        } catch (ByteorException e) {
            throw refused("an audit receipt: " + e.detail(), place, e.value(), e);
        } catch (IllegalArgumentException e) {
            throw refused("an audit receipt: base64 is expected", place, "/record", e);
        }
    }

    private static ByteorException refused(
            String expected, String place, @Nullable Object value, @Nullable Throwable cause) {
        return new ByteorException(ErrorCode.SIGNATURE_INVALID, expected, place, value, cause);
    }
}
