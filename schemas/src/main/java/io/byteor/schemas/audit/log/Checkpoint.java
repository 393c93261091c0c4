package io.byteor.schemas.audit.log;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the audit store held at one moment, to be signed: the heads of all its logs, and the checkpoint before.
 *
 * @param store the name of the store
 * @param sequence counts the store's checkpoints from 1, without gaps
 * @param previous SHA-256 over the payload of the checkpoint before; null for the first
 * @param heads of all logs that hold records, each once
 */
public record Checkpoint(
        String store, long sequence, @Nullable Digest previous, Instant at, List<LogHead> heads) {
    /** What an envelope's payload is when it is a checkpoint. */
    public static final String MEDIA_TYPE = "application/vnd.byteor.audit-checkpoint+json";

    public Checkpoint {
        heads = List.copyOf(heads);
    }

    /** The head of a log; an empty one where it held nothing. */
    public LogHead head(String topic, int partition) {
        return heads.stream()
                .filter(head -> head.of(topic, partition))
                .findFirst()
                .orElseGet(() -> LogHead.empty(topic, partition));
    }

    /** The checkpoint in an envelope, signed. */
    public Envelope sign(SigningKey key) {
        JsonForm form = new JsonForm()
                .put("store", store)
                .put("sequence", sequence)
                .put("previous", previous == null ? null : previous.toString())
                .put("at", at.toString())
                .put("heads", heads.stream().map(LogHead::form).toList());
        return Envelope.sign(MEDIA_TYPE, form.canonical().getBytes(StandardCharsets.UTF_8), key);
    }

    /** What the checkpoint after this one names as the one before. */
    public static Digest digest(Envelope envelope) {
        return Digest.of(envelope.payload());
    }

    /**
     * Reads the checkpoint in an envelope, whoever signed it. Unknown members are ignored.
     *
     * @param place what the envelope is, for errors
     * @throws ByteorException SIGNATURE_INVALID where it holds none
     */
    public static Checkpoint of(Envelope envelope, String place) {
        if (!envelope.payloadType().equals(MEDIA_TYPE)) {
            throw new ByteorException(
                    ErrorCode.SIGNATURE_INVALID, "the payload is " + MEDIA_TYPE, place, envelope.payloadType());
        }
        try {
            JsonFields json = JsonFields.parse(envelope.payload(), place);
            String previous = json.optionalName("previous");
            return new Checkpoint(
                    json.string("store"),
                    LogHead.number(json, "sequence", JsonFields.LARGEST),
                    previous == null ? null : Digest.parse(previous),
                    json.instant("at"),
                    json.objects("heads").stream().map(LogHead::read).toList());
        } catch (ByteorException e) {
            throw new ByteorException(
                    ErrorCode.SIGNATURE_INVALID, "an audit checkpoint: " + e.detail(), place, e.value(), e);
        }
    }
}
