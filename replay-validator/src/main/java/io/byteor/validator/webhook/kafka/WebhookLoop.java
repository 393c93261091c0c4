package io.byteor.validator.webhook.kafka;

import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.webhook.Courier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Has each change of an escalation told, in order and at least once: an offset is committed when its change was taken, refused or
 * has become too old. While it waits to try again it keeps its place in the group, whose instances share the work. What does not
 * decode is passed by; the patrol puts it aside.
 */
public final class WebhookLoop {
    private static final String GROUP = "byteor-webhook";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final Map<String, Object> settings;
    private final EventCodec codec;
    private final Courier courier;
    private final Duration longestPause;
    private final Consumer<Courier.Result> results;

    /**
     * A loop of an instance.
     *
     * @param longestPause pauses between attempts double from a second to this
     * @param results is told what comes of each attempt
     */
    public WebhookLoop(
            ClientSettings clients,
            String instanceId,
            EventCodec codec,
            Courier courier,
            Duration longestPause,
            Consumer<Courier.Result> results) {
        String name = instanceId + "-webhook";
        this.settings = ClientSettings.inGroup(clients.consumer(name), GROUP, name);
        this.settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        this.settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.codec = codec;
        this.courier = courier;
        this.longestPause = longestPause;
        this.results = results;
    }

    /** Tells until told otherwise. */
    public void follow(BooleanSupplier goesOn) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings)) {
            consumer.subscribe(List.of(Topic.ESCALATION.topicName()));
            while (goesOn.getAsBoolean()) {
                for (ConsumerRecord<String, byte[]> change : consumer.poll(POLL)) {
                    TopicPartition partition = new TopicPartition(change.topic(), change.partition());
                    if (isToldOf(change.value(), new Wait(consumer, partition, goesOn))) {
                        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(change.offset() + 1)));
                    }
                }
            }
        }
    }

    /** @return false where it is another's turn to tell it, or another time's */
    private boolean isToldOf(byte[] change, Wait wait) {
        if (!(codec.decode(Topic.ESCALATION, change) instanceof Decoded.Event(EscalationState escalation))) {
            return true;
        }
        Duration pause = FIRST_PAUSE;
        Courier.Result result = attempt(escalation);
        while (result == Courier.Result.LATER) {
            if (!wait.out(pause.compareTo(longestPause) < 0 ? pause : longestPause)) {
                return false;
            }
            pause = pause.multipliedBy(2).compareTo(longestPause) < 0 ? pause.multipliedBy(2) : longestPause;
            result = attempt(escalation);
        }
        return true;
    }

    private Courier.Result attempt(EscalationState escalation) {
        Courier.Result result = courier.attempt(escalation);
        results.accept(result);
        return result;
    }

    private record Wait(KafkaConsumer<String, byte[]> consumer, TopicPartition partition, BooleanSupplier goesOn) {
        /** @return whether the partition is still held, and it goes on */
        boolean out(Duration pause) {
            long until = System.nanoTime() + pause.toNanos();
            while (goesOn.getAsBoolean() && System.nanoTime() - until < 0) {
                consumer.pause(consumer.assignment());
                ConsumerRecords<String, byte[]> early = consumer.poll(POLL);
                early.partitions() // assigned within the poll
                        .forEach(it ->
                                consumer.seek(it, early.records(it).getFirst().offset()));
            }
            consumer.resume(consumer.assignment());
            return goesOn.getAsBoolean() && consumer.assignment().contains(partition);
        }
    }
}
