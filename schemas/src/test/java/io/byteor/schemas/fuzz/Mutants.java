package io.byteor.schemas.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Valid input with damage that derives from a seed: {@code -Dbyteor.fuzz.rounds=1000000 -Dbyteor.fuzz.seed=7} searches longer
 * and elsewhere, {@code -Dbyteor.fuzz.first=N -Dbyteor.fuzz.rounds=1} repeats one round.
 */
final class Mutants {
    private static final int ENOUGH_FOR_BOTH = 1_000;
    private static final int ROUNDS = Integer.getInteger("byteor.fuzz.rounds", ENOUGH_FOR_BOTH);
    private static final int FIRST = Integer.getInteger("byteor.fuzz.first", 0);
    private static final long SEED = Long.getLong("byteor.fuzz.seed", 1L);

    private Mutants() {}

    /** Fails where a reading lets anything out but a refusal, and where the mutants are all valid or all refused. */
    static void of(byte[] valid, Reading reading) {
        assertThat(reading.takes(valid)).as("what mutants come from is valid").isTrue();

        int taken = 0;
        for (int round = FIRST; round < FIRST + ROUNDS; round++) {
            byte[] mutant = mutant(valid, new SplittableRandom(SEED * 1_000_003 + round));
            try {
                taken += reading.takes(mutant) ? 1 : 0;
            } catch (RuntimeException | Error failure) {
                throw new AssertionError(
                        "repeat by -Dbyteor.fuzz.seed=%d -Dbyteor.fuzz.first=%d -Dbyteor.fuzz.rounds=1: %s"
                                .formatted(SEED, round, failure),
                        failure);
            }
        }

        if (ROUNDS >= ENOUGH_FOR_BOTH) {
            assertThat(taken).as("valid mutants").isStrictlyBetween(0, ROUNDS);
        }
    }

    /** One to four changes: a bit, a byte, a run of equal bytes, a cut, a piece doubled. */
    private static byte[] mutant(byte[] valid, SplittableRandom random) {
        byte[] bytes = valid.clone();
        for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) random.nextInt(256);
                case 3 -> {
                    int end = Math.min(bytes.length, at + random.nextInt(1, 16));
                    Arrays.fill(bytes, at, end, (byte) random.nextInt(256));
                }
                case 4 -> bytes = Arrays.copyOf(bytes, at + 1);
                default -> bytes = doubled(bytes, at, Math.min(bytes.length - at, random.nextInt(1, 600)));
            }
        }
        return bytes;
    }

    private static byte[] doubled(byte[] bytes, int at, int length) {
        byte[] longer = new byte[bytes.length + length];
        System.arraycopy(bytes, 0, longer, 0, at + length);
        System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
        return longer;
    }
}
