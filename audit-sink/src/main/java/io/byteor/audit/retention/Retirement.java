package io.byteor.audit.retention;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.json.JsonForm;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/**
 * That retention removed the actions of a day, to be signed. Audits stay, and this can be held against them.
 *
 * @param store the name of the store
 * @param day of the replays whose actions were removed, in UTC
 * @param replays how many of them had an audit
 * @param actions that these audits list, all of which were there
 * @param root over the replays, as {@link DayTree} makes it
 * @param at when
 */
public record Retirement(String store, LocalDate day, long replays, long actions, Digest root, Instant at) {
    /** What an envelope's payload is when it is a retirement. */
    public static final String MEDIA_TYPE = "application/vnd.byteor.audit-retirement+json";

    /** In an envelope, signed. */
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
}
