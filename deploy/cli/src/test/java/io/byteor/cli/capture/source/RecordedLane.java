package io.byteor.cli.capture.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what is read. */
public final class RecordedLane implements RecordSink {
    public final List<Entry> records = new ArrayList<>();
    public final List<String> gaps = new ArrayList<>();
    public final List<Long> leftOut = new ArrayList<>();

    /** Byte for byte, as ISO 8859-1 text, so that entries are equal by value. */
    public record Entry(
            long sequence, long capturedAt, @Nullable String key, Map<String, String> headers, String payload) {}

    public static RecordedLane of(LaneReader reader) throws IOException {
        RecordedLane lane = new RecordedLane();
        reader.read(lane);
        return lane;
    }

    @Override
    public void record(
            long sequence, long capturedAt, byte @Nullable [] key, Map<String, byte[]> headers, byte[] payload) {
        Map<String, String> texts = new HashMap<>();
        headers.forEach((name, value) -> texts.put(name, text(value)));
        records.add(new Entry(sequence, capturedAt, key == null ? null : text(key), texts, text(payload)));
    }

    @Override
    public void gap(long firstSequence, long lastSequence) {
        gaps.add(firstSequence + ".." + lastSequence);
    }

    @Override
    public void leftOut(long sequence) {
        leftOut.add(sequence);
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
