package io.byteor.audit.intake.kafka;

import io.byteor.audit.intake.AuditStore.Taken;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** What the intake counts. Thread-safe. */
final class IntakeMetrics {
    private final MeterRegistry registry;
    private final Map<Topic, Counter> records = new EnumMap<>(Topic.class);
    private final Counter rows;
    private final Counter repeated;
    private final Counter contradicting;
    private final Counter fenced;
    private final Counter failed;
    private final Counter heldBack;
    private final Timer batch;

    IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Topic topic : Topic.values()) {
            records.put(topic, counter("byteor.sink.records", "Records taken", "topic", topic.topicName()));
        }
        rows = counter("byteor.sink.rows", "Action rows added");
        repeated = counter("byteor.sink.actions.repeated", "Actions that the store had already");
        contradicting = counter("byteor.sink.actions.contradicting", "Actions that the store has with other content");
        fenced = counter(
                "byteor.sink.batches.fenced", "Batches given up because another instance had taken the records");
        failed = counter("byteor.sink.batches.failed", "Batches to be tried again");
        heldBack = counter("byteor.sink.held.back", "Times that the store was behind and no more was fetched");
        batch = Timer.builder("byteor.sink.batch")
                .description("Time of a batch's transaction")
                .register(registry);
    }

    Taken timed(Supplier<Taken> transaction) {
        Taken taken = batch.record(transaction);
        if (taken == null) {
            throw new IllegalStateException("a transaction tells what it took");
        }
        rows.increment(taken.rows());
        repeated.increment(taken.repeated());
        contradicting.increment(taken.contradicting());
        return taken;
    }

    void taken(Topic topic, int count) {
        Counter counter = records.get(topic);
        if (counter != null) {
            counter.increment(count);
        }
    }

    /** @param topic its name */
    void deadLetter(String topic, ErrorCode code) {
        counter("byteor.sink.dead.letters", "Records that can never be rows", "topic", topic, "code", code.name())
                .increment();
    }

    void fenced() {
        fenced.increment();
    }

    void failed() {
        failed.increment();
    }

    void heldBack() {
        heldBack.increment();
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }
}
