package io.byteor.runner.target.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads a partition up to its very end as it stands at the call: the end is taken read_uncommitted, the records read_committed. So
 * it waits for every transaction that is open there, and misses nothing that was committed before the call. A transaction whose
 * producer is gone is ended by the broker at its timeout.
 *
 * @param reader a new consumer that reads committed records only
 * @param patience how long nothing may come
 */
public record PartitionRead(
        TopicPartition partition, Supplier<Consumer<byte[], byte[]>> reader, Admin admin, Duration patience) {
    private static final Duration POLL = Duration.ofMillis(50);

    /**
     * Hands on every record in order, on this thread.
     *
     * @throws TimeoutException if nothing comes for too long before the end
     */
    public void forEach(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        long until = System.nanoTime() + patience.toNanos();
        try (Consumer<byte[], byte[]> consumer = reader.get()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = end();
            while (consumer.position(partition) < end) {
                if (System.nanoTime() - until > 0) {
                    throw new TimeoutException("a transaction stays open before offset " + end + " of " + partition);
                }
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    until = System.nanoTime() + patience.toNanos();
                }
                records.forEach(each);
            }
        }
    }

    private long end() {
        ListOffsetsOptions everything = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
        return KafkaAnswers.await(admin.listOffsets(Map.of(partition, OffsetSpec.latest()), everything)
                        .partitionResult(partition))
                .offset();
    }
}
