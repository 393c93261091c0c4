package io.byteor.validator.gateway.kafka;

import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import io.byteor.validator.gateway.RegistryEntry;
import io.byteor.validator.gateway.RegistryReader;
import io.byteor.validator.registry.RegistryKind;
import io.byteor.validator.topology.StoredFacts;
import java.util.Optional;

/** Registry entries out of the topology's global stores. */
public final class StoredRegistry implements RegistryReader {
    private final StoredFacts facts;

    public StoredRegistry(StoredFacts facts) {
        this.facts = facts;
    }

    @Override
    public Optional<RegistryEntry> find(RegistryKind kind, String key) {
        return switch (kind) {
            case ENVIRONMENT ->
                facts.environmentState(key)
                        .map(it -> new RegistryEntry(
                                kind, key, it.getRevision(), it.getDocument(), it.getChangedBy(), it.getChangedAt()));
            case AGENT ->
                facts.agent(key)
                        .map(it -> new RegistryEntry(
                                kind, key, it.getRevision(), it.getDocument(), it.getChangedBy(), it.getChangedAt()));
            case PIPELINE ->
                facts.pipelineState(key)
                        .map(it -> new RegistryEntry(
                                kind,
                                key,
                                it.getRevision(),
                                new JsonForm()
                                        .put("spec", JsonFields.parse(it.getSpec(), "spec"))
                                        .put("status", it.getStatus())
                                        .canonical(),
                                it.getChangedBy(),
                                it.getChangedAt()));
        };
    }
}
