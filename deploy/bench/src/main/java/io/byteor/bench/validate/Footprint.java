package io.byteor.bench.validate;

import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What the validator writes for one request: to its topics and to the changelogs of its stores. Counted on the broker, from when
 * it is made until {@link #of}. Not thread-safe.
 */
final class Footprint {
    /** The request itself, and the answer and the way to it, which a pass-through has as well. */
    private static final Set<String> LEFT_OUT = Set.of(
            Topic.REPLAY_REQUESTED.topicName(), Topic.REPLAY_ADMITTED.topicName(), Topic.REPLAY_DECIDED.topicName());

    private static final Duration POLL = Duration.ofMillis(100);

    private final ClientSettings clients;
    private final Map<TopicPartition, Long> begin;

    Footprint(ClientSettings clients) throws ExecutionException, InterruptedException {
        this.clients = clients;
        try (Admin admin = Admin.create(clients.admin("bench-footprint"));
                var consumer = consumer()) {
            this.begin = consumer.endOffsets(partitions(admin, consumer));
        }
    }

    /**
     * One record that is written for every request.
     *
     * @param topic that it goes to
     * @param bytes of its value, on average
     */
    record Write(String topic, int bytes) {
        /** From what {@link #toString} gives. */
        static Write parse(String text) {
            int at = text.indexOf('=');
            return new Write(text.substring(0, at), Integer.parseInt(text, at + 1, text.length(), 10));
        }

        @Override
        public String toString() {
            return topic + "=" + bytes;
        }
    }

    /** Counts for so many requests; a topic with less than a record for every second one is not among them. */
    List<Write> of(int requests) {
        Map<String, List<Integer>> sizes = new TreeMap<>();
        try (var consumer = consumer()) {
            Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(begin.keySet()));
            consumer.assign(begin.keySet());
            begin.forEach(consumer::seek);
            while (left.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    sizes.computeIfAbsent(record.topic(), _ -> new ArrayList<>())
                            .add(Math.max(record.serializedValueSize(), 0));
                }
            }
        }
        List<Write> writes = new ArrayList<>();
        sizes.forEach((topic, values) -> {
            int average = (int) values.stream().mapToInt(size -> size).average().orElse(0);
            for (long i = Math.round((double) values.size() / requests); i > 0; i--) {
                writes.add(new Write(topic, average));
            }
        });
        return writes;
    }

    private static Collection<TopicPartition> partitions(Admin admin, KafkaConsumer<String, byte[]> consumer)
            throws ExecutionException, InterruptedException {
        Predicate<String> others = name -> name.startsWith("bench.") || LEFT_OUT.contains(name);
        return admin.listTopics().names().get().stream()
                .filter(others.negate())
                .flatMap(name -> consumer.partitionsFor(name).stream())
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(clients.consumer("bench-footprint"));
    }
}
