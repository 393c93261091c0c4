package io.byteor.e2e.fuzz;

import io.byteor.schemas.error.ByteorException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the fuzzer calls, by the names that it looks for; its process has one target. Whatever comes out of the target but a
 * refusal goes on to the fuzzer, which takes it for a finding.
 */
public final class FuzzEntry {
    /** System property that names the target. */
    static final String TARGET = "byteor.fuzz.target";
    /** Begins the line that says, at the end, how many inputs were taken. */
    static final String TAKEN = "inputs taken: ";

    private static final FuzzTarget READER = FuzzTarget.valueOf(System.getProperty(TARGET));
    private static final AtomicLong COUNT = new AtomicLong();

    private FuzzEntry() {}

    /** Has the target read one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            READER.read(input);
            COUNT.incrementAndGet();
        } catch (ByteorException | IOException _) {
            // Refused, which is an answer.
        }
    }

    /** Says how many were taken. */
    public static void fuzzerTearDown() {
        System.out.println(TAKEN + COUNT.get());
    }
}
