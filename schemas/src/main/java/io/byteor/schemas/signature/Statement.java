package io.byteor.schemas.signature;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An in-toto statement, version 1: something said of what the subjects' digests name.
 *
 * @param subjects what it is about, at least one
 * @param predicateType the kind of what is said, a URI
 * @param predicate what is said, as canonical JSON
 */
public record Statement(List<Subject> subjects, String predicateType, String predicate) {
    /** What an envelope's payload is when it is a statement. */
    public static final String MEDIA_TYPE = "application/vnd.in-toto+json";

    private static final String TYPE = "https://in-toto.io/Statement/v1";

    public Statement {
        subjects = List.copyOf(subjects);
        if (subjects.isEmpty()) {
            throw new IllegalArgumentException("a statement is about something");
        }
    }

    /**
     * Something that a statement is about.
     *
     * @param name for people
     * @param digest names its content
     */
    public record Subject(String name, Digest digest) {}

    /** A statement with this predicate. */
    public static Statement of(Subject subject, String predicateType, JsonForm predicate) {
        return new Statement(List.of(subject), predicateType, predicate.canonical());
    }

    /** The statement in an envelope, signed. */
    public Envelope sign(SigningKey key) {
        byte[] payload = new JsonForm()
                .put("_type", TYPE)
                .put(
                        "subject",
                        subjects.stream()
                                .map(subject -> new JsonForm()
                                        .put("name", subject.name())
                                        .put(
                                                "digest",
                                                new JsonForm()
                                                        .put(
                                                                "sha256",
                                                                subject.digest().hex())))
                                .toList())
                .put("predicateType", predicateType)
                .put("predicate", JsonFields.parse(predicate, "predicate"))
                .canonical()
                .getBytes(StandardCharsets.UTF_8);
        return Envelope.sign(MEDIA_TYPE, payload, key);
    }

    /**
     * Reads the statement in an envelope, whoever signed it. Unknown members are ignored.
     *
     * @param place what the envelope is, for errors
     * @throws ByteorException SIGNATURE_INVALID where it holds none
     */
    public static Statement of(Envelope envelope, String place) {
        if (!envelope.payloadType().equals(MEDIA_TYPE)) {
            throw new ByteorException(
                    ErrorCode.SIGNATURE_INVALID, "the payload is " + MEDIA_TYPE, place, envelope.payloadType());
        }
        try {
            JsonFields json = JsonFields.parse(envelope.payload(), place);
            if (!json.string("_type").equals(TYPE)) {
                throw json.refusal("_type", TYPE);
            }
            List<Subject> subjects = json.objects("subject").stream()
                    .map(subject -> new Subject(
                            subject.string("name"),
                            Digest.ofHex(subject.object("digest").string("sha256"))))
                    .toList();
            if (subjects.isEmpty()) {
                throw json.refusal("subject", "at least one");
            }
            return new Statement(
                    subjects,
                    json.string("predicateType"),
                    json.optionalObject("predicate").map(JsonFields::canonical).orElse("{}"));
        } catch (ByteorException e) {
            throw new ByteorException(
                    ErrorCode.SIGNATURE_INVALID, "an in-toto statement: " + e.detail(), place, e.value(), e);
        }
    }
}
