package io.byteor.validator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentBytesTest {
    private static final int CAPACITY = 10_000;

    private final RecentBytes recent = new RecentBytes(CAPACITY);

    @Test
    void keepsTheLatestWholeHoweverOftenItGoesRound() {
        Random random = new Random(7);
        Deque<byte[]> put = new ArrayDeque<>();
        for (int i = 0; i < 1_000; i++) {
            byte[] value = new byte[random.nextInt(1_500)];
            random.nextBytes(value);
            recent.put("name " + i, value);
            put.addFirst(value);

            int name = i;
            long held = 0;
            for (byte[] earlier : put) {
                // At the end of the block as much can be left free as the largest takes.
                held += Math.max(earlier.length, 256);
                if (held > CAPACITY - 1_500) {
                    break;
                }
                assertThat(recent.find("name " + name--)).hasValue(earlier);
            }
        }
        assertThat(recent.find("name 0")).isEmpty();
    }

    @Test
    void hasAValueReplaceAnEarlierOneOfItsName() {
        recent.put("one", new byte[] {1});
        recent.put("one", new byte[] {2});

        assertThat(recent.find("one")).hasValue(new byte[] {2});
    }

    @Test
    void keepsNoneThatIsLargerThanAllOfIt() {
        recent.put("one", new byte[] {1});
        recent.put("two", new byte[CAPACITY + 1]);

        assertThat(recent.find("two")).isEmpty();
        assertThat(recent.find("one")).hasValue(new byte[] {1});
    }

    @Test
    void boundsNamesHoweverLongTheyAre() {
        String longName = "x".repeat(CAPACITY / 2);
        for (int i = 0; i < 3; i++) {
            recent.put(i + longName, new byte[1]);
        }

        assertThat(recent.find("2" + longName)).isPresent();
        assertThat(recent.find("1" + longName)).isEmpty();
    }

    @Test
    void boundsTheNamesOfValuesThatTakeNothing() {
        for (int i = 0; i < 1_000; i++) {
            recent.put("name " + i, new byte[0]);
        }

        assertThat(recent.find("name 999")).isPresent();
        assertThat(Arrays.asList("name 0", "name 900"))
                .allSatisfy(name -> assertThat(recent.find(name)).isEmpty());
    }
}
