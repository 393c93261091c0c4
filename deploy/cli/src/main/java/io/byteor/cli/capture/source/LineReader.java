package io.byteor.cli.capture.source;

import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.expression.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Reads a file of lines: sequences count from 0 in its order. */
public final class LineReader implements LaneReader {
    private final Path file;
    private final Direction direction;
    private final Derivation derivation;

    public LineReader(Path file, Direction direction, Derivation derivation) {
        this.file = file;
        this.direction = direction;
        this.derivation = derivation;
    }

    @Override
    public void read(RecordSink sink) throws IOException {
        try (LineFile lines = new LineFile(file)) {
            long sequence = 0;
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                try {
                    read(line, sequence++, lines.place(), sink);
                } catch (ByteorException e) {
                    throw new ByteorException(e.code(), e.detail(), lines.place(), e.value(), e);
                }
            }
        }
    }

    private void read(byte[] line, long sequence, String place, RecordSink sink) throws IOException {
        Payload payload = new Payload(line);
        LaneRecord record = switch (direction) {
            case INPUT -> new LaneRecord(derivation.key(payload), Map.of(), line);
            case OUTPUT -> OutputLine.read(line, place);
        };
        sink.record(sequence, derivation.time(payload), record.key(), record.headers(), record.payload());
    }
}
