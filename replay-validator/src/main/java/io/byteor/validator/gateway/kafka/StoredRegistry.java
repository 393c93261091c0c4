package io.byteor.validator.gateway.kafka;

import io.byteor.schemas.topic.Topic;
import io.byteor.validator.gateway.Page;
import io.byteor.validator.gateway.registry.RegistryReader;
import io.byteor.validator.registry.HistoryKey;
import io.byteor.validator.registry.RegistryFact;
import io.byteor.validator.registry.RegistryKind;
import io.byteor.validator.topology.StoredFacts;
import io.byteor.validator.topology.run.KeyRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Registry entries out of the topology's global stores. */
public final class StoredRegistry implements RegistryReader {
    private final StoredFacts facts;
    private final StoredPages pages;

    public StoredRegistry(StoredFacts facts, StoredPages pages) {
        this.facts = facts;
        this.pages = pages;
    }

    @Override
    public Optional<RegistryFact> find(RegistryKind kind, String key) {
        return facts.registered(kind, key);
    }

    @Override
    public Optional<RegistryFact> find(HistoryKey revision) {
        return facts.registered(revision);
    }

    @Override
    public <T> Page<T> list(
            RegistryKind kind, @Nullable String after, int limit, Function<RegistryFact, Optional<T>> reading) {
        KeyRange range = KeyRange.behind(after);
        return pages.page(
                kind.facts(),
                range,
                limit,
                (key, event) -> RegistryFact.of(event)
                        .filter(fact -> fact.key().equals(key))
                        .flatMap(reading));
    }

    @Override
    public <T> Page<T> history(HistoryKey before, int limit, Function<RegistryFact, Optional<T>> reading) {
        HistoryKey first = new HistoryKey(before.kind(), before.key(), 1);
        HistoryKey last = new HistoryKey(before.kind(), before.key(), before.revision() - 1);
        if (last.revision() < first.revision()) {
            return new Page<>(List.of(), null);
        }
        KeyRange range = new KeyRange(first.text(), last.text(), true);
        Page<T> page = pages.page(
                Topic.REGISTRY_HISTORY,
                range,
                limit,
                (key, event) -> RegistryFact.of(event)
                        .filter(fact -> HistoryKey.of(fact).text().equals(key))
                        .flatMap(reading));
        String next = page.next();
        return next == null ? page : new Page<>(page.items(), Long.toString(HistoryKey.revision(next)));
    }
}
