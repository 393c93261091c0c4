package io.byteor.bench;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Payloads such as events have: words and numbers in turn. */
public final class EventText {
    /** Bytes of each. */
    public static final int LENGTH = 256;

    private EventText() {}

    /** The next one. */
    public static byte[] write(Random random, long sequence) {
        StringBuilder text = new StringBuilder(LENGTH).append("{\"id\":").append(sequence);
        for (int i = 0; text.length() < LENGTH; i++) {
            text.append(",\"field-")
                    .append(i)
                    .append("\":\"")
                    .append(Integer.toString(random.nextInt(1 << 20), 36))
                    .append('"');
        }
        return text.substring(0, LENGTH).getBytes(StandardCharsets.US_ASCII);
    }
}
