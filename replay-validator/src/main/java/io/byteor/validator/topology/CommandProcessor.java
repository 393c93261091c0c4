package io.byteor.validator.topology;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.kafka.DeadLetter;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.RecordSize;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.fact.FactMemory;
import io.byteor.validator.topology.store.StampedStore;
import io.byteor.validator.topology.store.Sweep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes the commands of one topic: decodes them, has them handled, sends what they cause. Poison and what our own faults leave
 * unhandled go to the dead letter; a fault of ours also answers the command, so that nobody waits in vain. Faults of Kafka are
 * not ours: they end the transaction, and the record is taken again.
 */
abstract class CommandProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    private static final String BY = "replay-validator";

    /** In bytes. Beyond what a gateway writes: a document of 768 KiB and what is said of it. */
    private static final int LARGEST = 800 << 10;

    private final Topic topic;
    private final int largest;
    private final EventCodec codec;
    private final FactMemory memory;
    private @Nullable Outbox outbox;

    CommandProcessor(Topic topic, EventCodec codec, FactMemory memory) {
        this.topic = topic;
        // What one hop hands to the next can be as large as it lets it be.
        this.largest = topic == Topic.REPLAY_ADMITTED ? Outbox.LARGEST : LARGEST;
        this.codec = codec;
        this.memory = memory;
    }

    /** Handles a command. Everything that can fail comes before the first change of a store. */
    abstract void handle(SpecificRecord command, byte[] bytes, Instant now);

    /** Answers a command that broke us. */
    abstract void answerFault(SpecificRecord command, Instant now);

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        outbox = new Outbox(codec, context);
    }

    @Override
    public final void process(Record<byte[], byte[]> record) {
        long size = RecordSize.of(record.key(), record.value(), record.headers());
        if (size > largest) {
            deadLetter(record, ErrorCode.RECORD_OVERSIZE, size + " bytes, more than " + largest);
            return;
        }
        switch (codec.decode(topic, record.value())) {
            case Decoded.Poison(ErrorCode code, String detail) -> deadLetter(record, code, detail);
            case Decoded.Event(SpecificRecord command) -> process(record, command);
        }
    }

    private void process(Record<byte[], byte[]> record, SpecificRecord command) {
        byte[] key = record.key();
        if (key == null || !CommandIds.key(command).equals(new String(key, StandardCharsets.UTF_8))) {
            deadLetter(record, ErrorCode.RECORD_UNEXPECTED, "the key is not that of the command");
            return;
        }
        Optional<String> tooLong = CommandIds.tooLong(command);
        if (tooLong.isPresent()) {
            deadLetter(
                    record,
                    ErrorCode.RECORD_OVERSIZE,
                    "an id of more than " + CommandIds.LONGEST + " bytes: " + tooLong.get());
            return;
        }
        if (!attempt(command, now -> handle(command, record.value(), now))) {
            deadLetter(record, ErrorCode.INTERNAL, "the command could not be handled");
        }
    }

    /** Has a command handled and sends what it caused; false if it met a fault of ours and was answered so. */
    final boolean attempt(SpecificRecord command, Consumer<Instant> handling) {
        return attempt(handling, now -> answerFault(command, now));
    }

    /** The same for what is handled without a command. */
    final boolean attempt(Consumer<Instant> handling, Consumer<Instant> answeringFault) {
        Instant now = now();
        try {
            handling.accept(now);
            outbox().send(now);
            return true;
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            log("could not be handled", e);
            outbox().discard();
            answer(answeringFault, now);
            return false;
        }
    }

    /** A fault that cannot be answered either is left to the dead letter: beyond here it would end the thread, again and again. */
    private void answer(Consumer<Instant> answeringFault, Instant now) {
        try {
            answeringFault.accept(now);
            outbox().send(now);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            log("could not be answered", e);
            outbox().discard();
        }
    }

    private void log(String what, RuntimeException fault) {
        System.getLogger(getClass().getName())
                .log(System.Logger.Level.ERROR, "what stands on " + topic.topicName() + " " + what, fault);
    }

    /** Answers the event as it is sent. */
    final byte[] send(Topic to, String key, SpecificRecord event) {
        return outbox().add(to, key, event);
    }

    final void remove(Topic from, String key) {
        outbox().remove(from, key);
    }

    /** Takes back the fact of a key, at once. */
    final void retract(Topic from, String key) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        context().forward(new Record<>(name, null, now().toEpochMilli()), Names.sink(from));
    }

    /** Answers the outcome as it is sent. */
    final byte[] answer(CommandOutcome outcome) {
        return send(Topic.COMMAND_OUTCOME, outcome.getCommandId(), outcome);
    }

    final byte[] encoded(Topic of, SpecificRecord event) {
        return codec.encode(of, event);
    }

    /** Reads what this task wrote into its own store. */
    final <T extends SpecificRecord> @Nullable T decoded(Topic of, Class<T> type, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (codec.decode(of, bytes) instanceof Decoded.Event(SpecificRecord event)) {
            return type.cast(event);
        }
        throw new IllegalStateException("a store of this task holds what it did not write");
    }

    /**
     * Has a store's entries looked at from time to time, a few at once, and those taken out that are over.
     *
     * @param removed is told of each that was taken out
     */
    final void sweep(
            String store, Predicate<KeyValue<String, byte[]>> over, Consumer<KeyValue<String, byte[]>> removed) {
        Sweep sweep = new Sweep(store(store));
        context()
                .schedule(
                        Sweep.STEP,
                        PunctuationType.WALL_CLOCK_TIME,
                        _ -> sweep.step(now(), over).forEach(removed));
    }

    /** Has what was put longer ago than that forgotten. */
    final void forget(String stamped, Duration age) {
        sweep(stamped, entry -> isOlder(entry, age), _ -> {});
    }

    final boolean isOlder(KeyValue<String, byte[]> stamped, Duration age) {
        return StampedStore.isBefore(stamped.value, now().minus(age));
    }

    final StampedStore stamped(String name) {
        return new StampedStore(store(name));
    }

    final <V> KeyValueStore<String, V> store(String name) {
        return context().getStateStore(name);
    }

    final StoredFacts facts() {
        return new StoredFacts(codec, memory, (of, key) -> {
            KeyValueStore<String, byte[]> facts = store(Names.facts(of));
            return facts.get(key);
        });
    }

    final Instant now() {
        return Instant.ofEpochMilli(context().currentSystemTimeMs()).truncatedTo(ChronoUnit.MICROS);
    }

    private Outbox outbox() {
        return Objects.requireNonNull(outbox, "init comes first");
    }

    private void deadLetter(Record<byte[], byte[]> record, ErrorCode code, String detail) {
        RecordMetadata place = context().recordMetadata().orElse(null);
        ConsumerRecord<byte[], byte[]> origin = new ConsumerRecord<>(
                topic.topicName(),
                place == null ? -1 : place.partition(),
                place == null ? -1 : place.offset(),
                record.key(),
                record.value());
        record.headers().forEach(origin.headers()::add);
        ProducerRecord<byte[], byte[]> letter = DeadLetter.of(origin, code, detail, BY);
        context()
                .forward(
                        new Record<>(letter.key(), letter.value(), record.timestamp(), letter.headers()),
                        Names.sink(Topic.DEAD_LETTER));
    }
}
