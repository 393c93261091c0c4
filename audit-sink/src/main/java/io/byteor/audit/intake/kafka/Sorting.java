package io.byteor.audit.intake.kafka;

import io.byteor.audit.intake.ActionKind;
import io.byteor.audit.intake.Consumed;
import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.Slice;
import io.byteor.audit.intake.Subject;
import io.byteor.audit.intake.kafka.DeadLetters.Unfit;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of one partition, sorted into what becomes rows and what is unfit.
 *
 * @param unfit in the order of the partition
 * @param bytes of all these records, as they were read
 */
record Sorting(Slice slice, List<Unfit> unfit, long bytes) {
    /**
     * Decodes and checks. Waits while the registry is away.
     *
     * @param from the offset that the store stands at
     * @param records at least one, in order
     */
    static Sorting of(
            EventCodec codec, Topic topic, int partition, long from, List<ConsumerRecord<byte[], byte[]>> records) {
        List<Entry> entries = new ArrayList<>(records.size());
        List<Consumed> log = new ArrayList<>();
        List<Unfit> unfit = new ArrayList<>();
        Map<ActionKind, ActionKind> kinds = new HashMap<>();
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
            Subject subject = null;
            switch (Reading.of(codec, topic, record.key(), record.value())) {
                case Reading.Fit(Entry.Action action) ->
                    entries.add(action.sharing(kinds.computeIfAbsent(action.kind(), kind -> kind)));
                case Reading.Fit(var entry) -> {
                    entries.add(entry);
                    subject = Subject.of(entry);
                }
                case Reading.Unfit(var code, var detail) -> unfit.add(new Unfit(record, code, detail));
                case Reading.Forgotten _ -> {
                    // What was taken of the key stays.
                }
            }
            if (topic != Topic.REPLAY_ACTION) {
                log.add(new Consumed(record.offset(), record.timestamp(), record.key(), record.value(), subject));
            }
        }
        long next = records.getLast().offset() + 1;
        return new Sorting(new Slice(topic, partition, from, next, entries, log), unfit, bytes);
    }
}
