package io.byteor.validator.registry;

import java.util.Locale;

/**
 * The key of one revision on the topic of histories. The revisions of an entry follow each other in the order of their keys, and no
 * other entry's lie between them, because names have no {@code /}.
 */
public record HistoryKey(RegistryKind kind, String key, long revision) {
    /** How many revisions of an entry are kept; with each further one the oldest goes. */
    public static final long KEPT = 200;

    public static HistoryKey of(RegistryFact fact) {
        return new HistoryKey(fact.kind(), fact.key(), fact.revision());
    }

    /** The key of the revision that goes when this one comes; its revision is below 1 where none does. */
    public HistoryKey outlived() {
        return new HistoryKey(kind, key, revision - KEPT);
    }

    /** The revision in such a key. */
    public static long revision(String text) {
        return Long.parseLong(text.substring(text.lastIndexOf('/') + 1));
    }

    /** As it stands in the record. */
    public String text() {
        return String.format(Locale.ROOT, "%s/%s/%019d", kind.word(), key, revision);
    }
}
