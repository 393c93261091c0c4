package io.byteor.validator.gateway.registry;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonDiff;
import io.byteor.validator.gateway.Caller;
import io.byteor.validator.gateway.Page;
import io.byteor.validator.registry.HistoryKey;
import io.byteor.validator.registry.RegistryFact;
import io.byteor.validator.registry.RegistryKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads registry entries for callers: as they stand, as they stood, and what changed between. What is of an environment out of the
 * caller's reach is left out of lists, and FORBIDDEN where it is asked for by key. Thread-safe.
 */
public final class RegistryLibrary {
    private final RegistryReader reader;

    public RegistryLibrary(RegistryReader reader) {
        this.reader = reader;
    }

    /**
     * What makes one revision of another.
     *
     * @param from 0 for nothing
     * @param patch RFC 6902, as text
     */
    public record Difference(RegistryKind kind, String key, long from, long to, String patch) {}

    /**
     * An entry as it stands.
     *
     * @throws ByteorException REGISTRY_ENTRY_NOT_FOUND
     */
    public RegistryFact get(RegistryKind kind, String key, Caller caller) {
        return reachable(
                reader.find(kind, key).orElseThrow(() -> notFound("no " + kind.word() + " of this key", "key", key)),
                caller);
    }

    /** Entries by their keys, ascending. */
    public Page<RegistryLine> list(RegistryKind kind, @Nullable String after, int limit, Caller caller) {
        return reader.list(kind, after, limit, fact -> shown(fact, caller));
    }

    /**
     * The revisions of an entry that are kept, the latest first.
     *
     * @param after only those before this one
     * @throws ByteorException REGISTRY_ENTRY_NOT_FOUND
     */
    public Page<RegistryLine> history(RegistryKind kind, String key, @Nullable Long after, int limit, Caller caller) {
        long latest = get(kind, key, caller).revision();
        long before = after == null ? latest + 1 : Math.min(after, latest + 1);
        return reader.history(new HistoryKey(kind, key, before), limit, fact -> shown(fact, caller));
    }

    /**
     * An entry as it stood.
     *
     * @throws ByteorException REGISTRY_ENTRY_NOT_FOUND where there is no such revision, or it is no longer kept
     */
    public RegistryFact revision(RegistryKind kind, String key, long revision, Caller caller) {
        return reachable(
                reader.find(new HistoryKey(kind, key, revision))
                        .orElseThrow(() -> notFound("no such revision is kept", "revision", revision)),
                caller);
    }

    /**
     * What changed between two revisions.
     *
     * @param from null for the one before
     * @param to null for the one that stands
     */
    public Difference difference(RegistryKind kind, String key, @Nullable Long from, @Nullable Long to, Caller caller) {
        RegistryFact after = to == null ? get(kind, key, caller) : revision(kind, key, to, caller);
        long earlier = from == null ? after.revision() - 1 : from;
        String before =
                earlier == 0 ? null : revision(kind, key, earlier, caller).document();
        return new Difference(kind, key, earlier, after.revision(), JsonDiff.patch(before, after.document()));
    }

    private static Optional<RegistryLine> shown(RegistryFact fact, Caller caller) {
        return fact.environment().filter(it -> !caller.reaches(it)).isPresent()
                ? Optional.empty()
                : Optional.of(RegistryLine.of(fact));
    }

    private static RegistryFact reachable(RegistryFact fact, Caller caller) {
        fact.environment().ifPresent(caller::requireEnvironment);
        return fact;
    }

    private static ByteorException notFound(String detail, String place, Object value) {
        return new ByteorException(ErrorCode.REGISTRY_ENTRY_NOT_FOUND, detail, place, value);
    }
}
