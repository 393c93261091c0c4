package io.byteor.schemas.bundle.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.bundle.DocumentSchema;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonFields;
import java.util.List;
import java.util.function.Predicate;

/** A document of rules, {@link DocumentSchema#REDACTION_RULES}. Immutable. */
public final class RedactionRules {
    static final String FORMAT_VERSION = "1.0";
    static final int MOST = 256;

    private final List<RedactionRule> rules;
    private final Digest digest;

    private RedactionRules(List<RedactionRule> rules, Digest digest) {
        this.rules = List.copyOf(rules);
        this.digest = digest;
    }

    /**
     * Reads a document; a field that no rule of its kind has is refused.
     *
     * @param place what the bytes are, for errors
     * @throws ByteorException DOCUMENT_INVALID with the place, the JSON Pointer and the value there, FORMAT_VERSION_UNKNOWN
     */
    public static RedactionRules parse(byte[] document, String place) {
        JsonNode json = CanonicalJson.parse(document, place);
        RedactionRules read;
        try {
            read = new RedactionRules(RuleReader.read(JsonFields.of(json)), CanonicalJson.digest(json));
        } catch (ByteorException e) {
            ErrorCode code = e.code() == ErrorCode.REQUEST_INVALID ? ErrorCode.DOCUMENT_INVALID : e.code();
            throw new ByteorException(code, e.detail(), place + "#" + e.place(), e.value(), e);
        }
        DocumentSchema.REDACTION_RULES.read(document, place);
        return read;
    }

    /** Whether one of them needs a key. */
    public boolean makePseudonyms() {
        return rules.stream().anyMatch(rule -> rule.action() instanceof Action.Pseudonym);
    }

    /** SHA-256 over the document's canonical form (RFC 8785). */
    Digest digest() {
        return digest;
    }

    /** In their order. */
    List<RedactionRule> rules() {
        return rules;
    }

    /** Those of one kind, in their order. */
    List<RedactionRule> of(Predicate<Scope> kind) {
        return rules.stream().filter(rule -> kind.test(rule.scope())).toList();
    }
}
