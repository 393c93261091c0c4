package io.byteor.bench.validate;

import io.byteor.bench.kafka.Arrivals;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.CommandStatus;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Has commands carried out as a gateway does, many at once. Not thread-safe. */
final class CommandDesk implements AutoCloseable {
    private final ClientSettings clients;
    private final EventCodec codec;
    private final KafkaProducer<String, byte[]> producer;

    CommandDesk(ClientSettings clients, EventCodec codec) {
        this.clients = clients;
        this.codec = codec;
        this.producer = new KafkaProducer<>(clients.producer("bench-commands"));
    }

    /** One command, or one fact that nobody answers. */
    record Letter(Topic topic, String key, SpecificRecord event) {}

    /** Writes facts in the place of the part that would. */
    void tell(List<Letter> facts) {
        facts.forEach(this::send);
        producer.flush();
    }

    /**
     * Sends commands, in their order, and returns when each has been done.
     *
     * @throws IllegalStateException if one is refused
     */
    void carryOut(List<Letter> commands) {
        try (var outcomes = new Arrivals(clients, Topic.COMMAND_OUTCOME.topicName())) {
            tell(commands);
            List<String> refusals = new ArrayList<>();
            for (Arrivals.Arrival arrival : outcomes.await(commands.size())) {
                if (!(codec.decode(Topic.COMMAND_OUTCOME, arrival.value()) instanceof Decoded.Event(CommandOutcome it))
                        || it.getStatus() != CommandStatus.DONE) {
                    refusals.add(
                            codec.decode(Topic.COMMAND_OUTCOME, arrival.value()).toString());
                }
            }
            if (!refusals.isEmpty()) {
                throw new IllegalStateException(
                        refusals.size() + " commands were refused, the first with " + refusals.getFirst());
            }
        }
    }

    private void send(Letter letter) {
        byte[] value = codec.encode(letter.topic(), letter.event());
        Future<RecordMetadata> _ =
                producer.send(new ProducerRecord<>(letter.topic().topicName(), letter.key(), value));
    }

    @Override
    public void close() {
        producer.close();
    }
}
