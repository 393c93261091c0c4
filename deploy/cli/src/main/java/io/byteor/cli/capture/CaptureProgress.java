package io.byteor.cli.capture;

import io.byteor.cli.capture.source.RecordSink;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says every second how far the capture of a lane has come. Not thread-safe. */
public final class CaptureProgress {
    private static final long STEP = 1_000_000_000L;
    private static final int RECORDS_BETWEEN_LOOKS = 1_024;

    private final @Nullable Consumer<String> line;
    private String lane = "";
    private long begun;
    private long said;
    private long records;
    private long bytes;

    private CaptureProgress(@Nullable Consumer<String> line) {
        this.line = line;
    }

    /** Says so line by line. */
    public static CaptureProgress to(Consumer<String> line) {
        return new CaptureProgress(line);
    }

    /** Says nothing. */
    public static CaptureProgress silent() {
        return new CaptureProgress(null);
    }

    void begin(String name) {
        lane = name;
        begun = System.nanoTime();
        said = begun;
        records = 0;
        bytes = 0;
    }

    void end() {
        if (line != null) {
            say(line, System.nanoTime());
        }
    }

    /** The sink itself, or one that counts what passes to it. */
    RecordSink watching(RecordSink sink) {
        return line == null ? sink : new Watched(sink, line);
    }

    private void say(Consumer<String> out, long now) {
        double seconds = Math.max(now - begun, 1) / 1e9;
        out.accept(String.format(
                Locale.ROOT,
                "%s: %,d records, %,.1f MB, %,.1f MB/s",
                lane,
                records,
                bytes / 1e6,
                bytes / 1e6 / seconds));
        said = now;
    }

    private final class Watched implements RecordSink {
        private final RecordSink sink;
        private final Consumer<String> out;

        private Watched(RecordSink sink, Consumer<String> out) {
            this.sink = sink;
            this.out = out;
        }

        @Override
        public void record(
                long sequence, long capturedAt, byte @Nullable [] key, Map<String, byte[]> headers, byte[] payload)
                throws IOException {
            sink.record(sequence, capturedAt, key, headers, payload);
            bytes += payload.length + (key == null ? 0 : key.length);
            if (++records % RECORDS_BETWEEN_LOOKS == 0 && System.nanoTime() - said >= STEP) {
                say(out, System.nanoTime());
            }
        }

        @Override
        public void gap(long firstSequence, long lastSequence) {
            sink.gap(firstSequence, lastSequence);
        }

        @Override
        public void leftOut(long sequence) {
            sink.leftOut(sequence);
        }
    }
}
