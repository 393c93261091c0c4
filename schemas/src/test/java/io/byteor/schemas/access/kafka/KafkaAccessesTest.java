package io.byteor.schemas.access.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.InMemoryEventCodec;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaAccessesTest {
    private static final AccessRecorded ACCESS = AccessRecorded.newBuilder()
            .setAccessId("access-1")
            .setReader(new Person("https://byteor.local", "ana", false))
            .setRoles(List.of("analyst"))
            .setKind("audit")
            .setAsked("{}")
            .setEnvironments(List.of("demo"))
            .setBeganAt(Instant.parse("2026-11-26T10:00:00Z"))
            .build();

    private final InMemoryEventCodec codec = new InMemoryEventCodec();
    private final AtomicInteger lost = new AtomicInteger();

    @Test
    void tellsUnderTheIdOfTheAccessAndWaitsUntilItIsKept() {
        MockProducer<String, byte[]> producer = producer(true);

        accesses(producer).tell(ACCESS);

        assertThat(producer.history()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("byteor.access");
            assertThat(record.key()).isEqualTo("access-1");
            assertThat(codec.decode(Topic.ACCESS, record.value())).isEqualTo(new Decoded.Event(ACCESS));
        });
    }

    @Test
    void refusesWhereNobodySaysInTimeThatItIsKept() {
        refused(producer(false));
    }

    @Test
    void refusesWhereTheBrokerDoesNotTakeIt() {
        MockProducer<String, byte[]> producer = producer(true);
        producer.sendException = new NotEnoughReplicasException("one of three");

        refused(producer);
    }

    @Test
    void countsAnEndThatIsLost() {
        MockProducer<String, byte[]> later = producer(false);
        accesses(later).tell(ACCESS, lost::incrementAndGet);
        assertThat(lost).hasValue(0);

        later.errorNext(new NotEnoughReplicasException("one of three"));
        assertThat(lost).hasValue(1);

        MockProducer<String, byte[]> closed = producer(true);
        closed.close();
        accesses(closed).tell(ACCESS, lost::incrementAndGet);
        assertThat(lost).hasValue(2);
    }

    private void refused(MockProducer<String, byte[]> producer) {
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> accesses(producer).tell(ACCESS))
                .extracting(ByteorException::code)
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }

    private KafkaAccesses accesses(MockProducer<String, byte[]> producer) {
        return new KafkaAccesses(codec, producer, Duration.ofMillis(20));
    }

    private static MockProducer<String, byte[]> producer(boolean acknowledging) {
        return new MockProducer<>(acknowledging, null, new StringSerializer(), new ByteArraySerializer());
    }
}
