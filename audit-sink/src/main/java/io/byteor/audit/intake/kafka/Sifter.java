package io.byteor.audit.intake.kafka;

import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.RefusedException;
import io.byteor.audit.intake.Slice;
import io.byteor.audit.intake.kafka.DeadLetters.Unfit;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes what was prepared when the store refused a batch, which nobody expects: by halves, each in a transaction of its own that moves
 * the offset as ever, until what is refused stands alone. That goes to the dead letter, and is taken as a record that became no entry.
 * Whatever fails on the way leaves the store at the end of a half. Not thread-safe.
 */
final class Sifter {
    private final EventCodec codec;
    private final AuditStore store;
    private final DeadLetters deadLetters;
    private final IntakeMetrics metrics;
    private final Map<TopicPartition, Long> until = new HashMap<>();

    Sifter(EventCodec codec, AuditStore store, DeadLetters deadLetters, IntakeMetrics metrics) {
        this.codec = codec;
        this.store = store;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /** What lies before these offsets is to be taken here. */
    void expect(Map<TopicPartition, Long> prepared) {
        prepared.forEach((partition, next) -> until.merge(partition, next, Math::max));
    }

    /** Whether the partition's records from this offset on are to be taken here. */
    boolean expects(TopicPartition partition, long from) {
        return from < until.getOrDefault(partition, 0L);
    }

    /**
     * Takes all of them.
     *
     * @param from the offset that the store stands at
     * @param records at least one, in order
     * @throws RefusedException if the store refuses what becomes no rows: it is not as it should be
     */
    void take(Topic topic, int partition, long from, List<ConsumerRecord<byte[], byte[]>> records) {
        List<Unfit> unfit = Sorting.of(codec, topic, partition, from, records).unfit();
        deadLetters.send(unfit);
        halve(topic, partition, from, records);
        unfit.forEach(letter -> metrics.deadLetter(topic.topicName(), letter.code()));
    }

    private void halve(Topic topic, int partition, long from, List<ConsumerRecord<byte[], byte[]>> records) {
        Slice slice = Sorting.of(codec, topic, partition, from, records).slice();
        try {
            store(slice);
            return;
        } catch (RefusedException e) {
            if (slice.entries().isEmpty()) {
                throw e;
            }
            if (records.size() == 1) {
                setAside(records.getFirst(), slice, e);
                return;
            }
        }
        int half = records.size() / 2;
        halve(topic, partition, from, records.subList(0, half));
        halve(topic, partition, records.get(half - 1).offset() + 1, records.subList(half, records.size()));
    }

    private void setAside(ConsumerRecord<byte[], byte[]> record, Slice slice, RefusedException refusal) {
        Unfit letter = new Unfit(record, ErrorCode.RECORD_UNSTORABLE, "the database refuses it: " + refusal.why());
        deadLetters.send(List.of(letter));
        store(slice.withoutEntries());
        metrics.deadLetter(record.topic(), letter.code());
    }

    private void store(Slice slice) {
        metrics.timed(() -> store.take(List.of(slice)));
        metrics.taken(slice.topic(), slice.entries().size());
    }
}
