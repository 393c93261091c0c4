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
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * That retention removed the actions of a day, to be signed. Audits and logs stay, and this can be held against them.
 *
 * @param store the name of the store
 * @param day of the replays whose actions were removed, in UTC
 * @param replays how many of them had an audit
 * @param actions that these audits list, all of which were there
 * @param root of an RFC 6962 tree over these replays in the order of their ids' UTF-8 bytes; the content of a leaf is the id's length
 *     in four bytes, the id in UTF-8, the number of listed actions in eight bytes, and the audited root, numbers big-endian
 * @param at when, in whole microseconds
 */
public record Retirement(String store, LocalDate day, long replays, long actions, Digest root, Instant at) {
    public Retirement {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** What an envelope's payload is when it is a retirement. */
    public static final String MEDIA_TYPE = "application/vnd.byteor.audit-retirement+json";

    /** The retirement in an envelope, signed. */
    public Envelope sign(SigningKey key) {
        JsonForm form = new JsonForm()
                .put("store", store)
                .put("day", day.toString())
                .put("replays", replays)
                .put("actions", actions)
                .put("root", root.toString())
                .put("at", at.toString());
        return Envelope.sign(MEDIA_TYPE, form.canonical().getBytes(StandardCharsets.UTF_8), key);
    }

    /**
     * Reads the retirement in an envelope, whoever signed it. Unknown members are ignored.
     *
     * @param place what the envelope is, for errors
     * @throws ByteorException SIGNATURE_INVALID where it holds none
     */
    public static Retirement of(Envelope envelope, String place) {
        if (!envelope.payloadType().equals(MEDIA_TYPE)) {
            throw new ByteorException(
                    ErrorCode.SIGNATURE_INVALID, "the payload is " + MEDIA_TYPE, place, envelope.payloadType());
        }
        try {
            JsonFields json = JsonFields.parse(envelope.payload(), place);
            return new Retirement(
                    json.string("store"),
                    LocalDate.parse(json.string("day")),
                    json.whole("replays", 0, 0, Long.MAX_VALUE),
                    json.whole("actions", 0, 0, Long.MAX_VALUE),
                    Digest.parse(json.string("root")),
                    json.instant("at"));
        } catch (ByteorException e) {
            throw new ByteorException(
                    ErrorCode.SIGNATURE_INVALID, "an audit retirement: " + e.detail(), place, e.value(), e);
        } catch (DateTimeParseException e) {
            throw new ByteorException(
                    ErrorCode.SIGNATURE_INVALID, "an audit retirement: day is no date", place, e.getParsedString(), e);
        }
    }
}
