package io.byteor.schemas.bundle.redaction;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Does to single values of one bundle what rules say, and counts. Not thread-safe. */
final class ValueRedactor {
    private final @Nullable PseudonymKey key;
    private final long[] changed;

    ValueRedactor(RedactionRules rules, @Nullable PseudonymKey key) {
        if (key == null && rules.makePseudonyms()) {
            throw new IllegalArgumentException("there is a key, since a rule makes pseudonyms");
        }
        this.key = key;
        this.changed = new long[rules.rules().size()];
    }

    PseudonymKey key() {
        if (key == null) {
            throw new IllegalStateException("no rule makes pseudonyms");
        }
        return key;
    }

    void count(RedactionRule rule) {
        changed[rule.index()]++;
    }

    /** How many values a rule was applied to. */
    long changed(RedactionRule rule) {
        return changed[rule.index()];
    }

    /** What stands where a value that is bytes stood; null for nothing. */
    byte @Nullable [] bytes(RedactionRule rule, byte[] value) {
        count(rule);
        return switch (rule.action()) {
            case Action.Remove _ -> null;
            case Action.Replace replace -> replace.text();
            case Action.Pseudonym _ -> key().text(value).getBytes(StandardCharsets.US_ASCII);
            case Action.Keep _ -> value;
        };
    }

    /** What stands where a payload stood that is taken as bytes: JSON, where it is anything. */
    byte[] payload(RedactionRule rule, byte[] value) {
        count(rule);
        return switch (rule.action()) {
            case Action.Remove _ -> new byte[0];
            case Action.Replace replace -> replace.json();
            case Action.Pseudonym _ -> ('"' + key().text(value) + '"').getBytes(StandardCharsets.US_ASCII);
            case Action.Keep _ -> value;
        };
    }
}
