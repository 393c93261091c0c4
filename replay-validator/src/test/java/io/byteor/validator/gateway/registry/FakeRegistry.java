package io.byteor.validator.gateway.registry;

import io.byteor.validator.gateway.Page;
import io.byteor.validator.registry.HistoryKey;
import io.byteor.validator.registry.RegistryFact;
import io.byteor.validator.registry.RegistryKind;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Entries and their histories in memory, each page whole. */
final class FakeRegistry implements RegistryReader {
    private final NavigableMap<String, RegistryFact> standing = new TreeMap<>();
    private final NavigableMap<String, RegistryFact> history = new TreeMap<>();

    FakeRegistry put(RegistryFact fact) {
        standing.put(fact.kind() + "/" + fact.key(), fact);
        history.put(HistoryKey.of(fact).text(), fact);
        return this;
    }

    @Override
    public Optional<RegistryFact> find(RegistryKind kind, String key) {
        return Optional.ofNullable(standing.get(kind + "/" + key));
    }

    @Override
    public Optional<RegistryFact> find(HistoryKey revision) {
        return Optional.ofNullable(history.get(revision.text()));
    }

    @Override
    public <T> Page<T> list(
            RegistryKind kind, @Nullable String after, int limit, Function<RegistryFact, Optional<T>> reading) {
        return page(
                standing.tailMap(kind + "/" + (after == null ? "" : after), false)
                        .headMap(kind + "0")
                        .values(),
                reading);
    }

    @Override
    public <T> Page<T> history(HistoryKey before, int limit, Function<RegistryFact, Optional<T>> reading) {
        return page(
                history.subMap(new HistoryKey(before.kind(), before.key(), 0).text(), true, before.text(), false)
                        .descendingMap()
                        .values(),
                reading);
    }

    private static <T> Page<T> page(Collection<RegistryFact> facts, Function<RegistryFact, Optional<T>> reading) {
        List<T> items = facts.stream().map(reading).flatMap(Optional::stream).toList();
        return new Page<>(items, null);
    }
}
