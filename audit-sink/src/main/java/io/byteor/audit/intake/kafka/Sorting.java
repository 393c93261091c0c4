package io.byteor.audit.intake.kafka;

import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.Slice;
import io.byteor.audit.intake.kafka.DeadLetters.Unfit;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
        List<Unfit> unfit = new ArrayList<>();
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
            if (record.value() == null && topic.cleanup() == Topic.Cleanup.COMPACT) {
                continue; // whoever wrote it has forgotten the key; what was taken of it stays
            }
            switch (codec.decode(topic, record.value())) {
                case Decoded.Poison(var code, var detail) -> unfit.add(new Unfit(record, code, detail));
                case Decoded.Event(var event) -> {
                    try {
                        entries.add(Admission.admit(key(record), event));
                    } catch (ByteorException e) {
                        unfit.add(new Unfit(record, e.code(), e.detail()));
                    }
                }
            }
        }
        long next = records.getLast().offset() + 1;
        return new Sorting(new Slice(topic, partition, from, next, entries), unfit, bytes);
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }
}
