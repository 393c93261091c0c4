package io.byteor.audit.mask;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Which values are shown to which roles alone. A rule holds for every document that leaves, whatever its kind: one replay, one action,
 * one audit. A role that a rule does not name does not see what it selects. Immutable.
 */
public final class MaskingRules {
    /** Hides nothing from anybody. */
    public static final MaskingRules NONE = new MaskingRules(List.of());

    private static final String FORMAT_VERSION = "1.0";
    private static final int MOST = 256;

    private final List<Rule> rules;

    private MaskingRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    private record Rule(JsonPath path, Set<String> shownTo) {}

    /**
     * Reads a document: {@code {"formatVersion": "1.0", "rules": [{"path": "$..key", "shownTo": ["admin"]}]}}, without
     * {@code shownTo} nobody sees it.
     *
     * @param place what the bytes are, for errors
     * @param roles that there are
     * @throws ByteorException DOCUMENT_INVALID with the place and the value there, FORMAT_VERSION_UNKNOWN
     */
    public static MaskingRules parse(byte[] document, String place, Set<String> roles) {
        try {
            return read(JsonFields.parse(document, place), roles);
        } catch (ByteorException e) {
            ErrorCode code = e.code() == ErrorCode.REQUEST_INVALID ? ErrorCode.DOCUMENT_INVALID : e.code();
            throw new ByteorException(code, e.detail(), place + "#" + e.place(), e.value(), e);
        }
    }

    private static MaskingRules read(JsonFields document, Set<String> roles) {
        String version = document.string("formatVersion");
        if (!version.equals(FORMAT_VERSION)) {
            throw new ByteorException(
                    ErrorCode.FORMAT_VERSION_UNKNOWN,
                    "this release reads masking rules of format " + FORMAT_VERSION,
                    "/formatVersion",
                    version);
        }
        List<JsonFields> objects = document.objects("rules");
        if (objects.isEmpty() || objects.size() > MOST) {
            throw document.refusal("rules", "1 to " + MOST + " rules are expected");
        }
        document.end();
        List<Rule> rules = new ArrayList<>();
        for (JsonFields fields : objects) {
            List<String> shownTo = fields.names("shownTo");
            if (!roles.containsAll(shownTo)) {
                throw fields.refusal("shownTo", "roles of " + roles + " are expected");
            }
            rules.add(new Rule(path(fields), Set.copyOf(shownTo)));
            fields.end();
        }
        return new MaskingRules(rules);
    }

    private static JsonPath path(JsonFields fields) {
        try {
            return JsonPath.parse(fields.string("path"));
        } catch (IllegalArgumentException e) {
            throw fields.refusal("path", e.getMessage() + " (RFC 9535, names, indices and wildcards)");
        }
    }

    /** What is hidden from a reader of these roles: what no rule shows to one of them. */
    public Mask of(Set<String> roles) {
        return new Mask(rules.stream()
                .filter(rule -> Collections.disjoint(rule.shownTo(), roles))
                .map(Rule::path)
                .toList());
    }
}
