package io.byteor.validator.gateway.kafka;

import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.gateway.Page;
import io.byteor.validator.topology.run.KeyRange;
import io.byteor.validator.topology.run.ValidatorStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Pages of facts out of the topology's global stores. What does not decode is passed over: a fact that cannot be read is missing. */
public final class StoredPages {
    private static final int MOST_LOOKED_AT = 10_000;

    private final ValidatorStreams streams;
    private final EventCodec codec;

    public StoredPages(ValidatorStreams streams, EventCodec codec) {
        this.streams = streams;
        this.codec = codec;
    }

    /**
     * One page.
     *
     * @param reading what is wanted of the event under a key; empty to leave it out
     * @return with the last key that was looked at as {@code next}
     */
    <T> Page<T> page(Topic topic, KeyRange range, int limit, BiFunction<String, SpecificRecord, Optional<T>> reading) {
        Filling<T> filling = new Filling<>(limit);
        streams.walk(
                topic,
                range,
                (key, value) -> filling.take(
                        key,
                        codec.decode(topic, value) instanceof Decoded.Event(SpecificRecord event)
                                ? reading.apply(key, event)
                                : Optional.empty()));
        return new Page<>(filling.items, filling.more ? filling.last : null);
    }

    private static final class Filling<T> {
        private final int limit;
        private final List<T> items = new ArrayList<>();
        private int looked;
        private @Nullable String last;
        private boolean more;

        Filling(int limit) {
            this.limit = limit;
        }

        /** False when the page is done: it is full and there is one more, or enough was looked at. */
        boolean take(String key, Optional<T> item) {
            more = looked == MOST_LOOKED_AT || (item.isPresent() && items.size() == limit);
            if (!more) {
                looked++;
                last = key;
                item.ifPresent(items::add);
            }
            return !more;
        }
    }
}
