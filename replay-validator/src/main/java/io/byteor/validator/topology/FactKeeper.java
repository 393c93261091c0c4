package io.byteor.validator.topology;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last bytes of each key in a global store, live and in a restore. Nothing is decoded here: bytes that say nothing must
 * neither stop the thread nor differ after a restore.
 */
final class FactKeeper extends ContextualProcessor<String, byte[], Void, Void> {
    private final String store;

    FactKeeper(String store) {
        this.store = store;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        String key = record.key();
        if (key != null) {
            KeyValueStore<String, byte @Nullable []> facts = context().getStateStore(store);
            facts.put(key, record.value());
        }
    }
}
