package io.byteor.validator.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.validator.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final Instant NOON = World.NOON;
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int KEPT = 2 * Sweep.AT_ONCE + 1;

    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("swept"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void fill() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        for (int i = 0; i < KEPT; i++) {
            store.put(key(i), new byte[] {(byte) (i % 2)});
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void goesRoundAFewAtATimeAndTakesOutWhatIsOver() {
        Sweep sweep = new Sweep(store);

        List<KeyValue<String, byte[]>> first = sweep.step(NOON, SweepTest::isOdd);
        List<KeyValue<String, byte[]>> second = sweep.step(NOON, SweepTest::isOdd);
        List<KeyValue<String, byte[]>> third = sweep.step(NOON, SweepTest::isOdd);

        assertThat(first)
                .hasSize(Sweep.AT_ONCE / 2)
                .extracting(entry -> entry.key)
                .contains(key(1));
        assertThat(second)
                .hasSize(Sweep.AT_ONCE / 2)
                .extracting(entry -> entry.key)
                .contains(key(Sweep.AT_ONCE + 1));
        assertThat(third).as("the last entry stays").isEmpty();
        assertThat(entries()).isEqualTo(Sweep.AT_ONCE + 1);
    }

    @Test
    void beginsTheNextRoundAnHourAfterTheLastBegan() {
        Sweep sweep = new Sweep(store);
        for (int step = 0; step < 3; step++) {
            sweep.step(NOON, _ -> false);
        }

        assertThat(sweep.step(NOON.plus(AN_HOUR).minusMillis(1), _ -> true)).isEmpty();
        assertThat(sweep.step(NOON.plus(AN_HOUR), _ -> true)).hasSize(Sweep.AT_ONCE);
    }

    @Test
    void beginsAtTheFirstEntryAfterARestart() {
        new Sweep(store).step(NOON, _ -> false);

        assertThat(new Sweep(store).step(NOON, _ -> true).getFirst().key).isEqualTo(key(0));
    }

    private static boolean isOdd(KeyValue<String, byte[]> entry) {
        return entry.value[0] == 1;
    }

    private static String key(int number) {
        return String.format(Locale.ROOT, "%05d", number);
    }

    private long entries() {
        return store.approximateNumEntries();
    }
}
