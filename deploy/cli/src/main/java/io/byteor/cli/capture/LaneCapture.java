package io.byteor.cli.capture;

import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.expression.Expression;
import io.byteor.schemas.expression.LineVariables;
import io.byteor.schemas.expression.Payload;
import io.byteor.schemas.expression.Scope;
import io.byteor.schemas.journal.Codec;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the lines of files into the records of lanes: sequences count from 0 in the order of the file. */
final class LaneCapture {
    private final @Nullable Expression time;
    private final @Nullable Expression key;
    private final Instant capturedAt;
    private final Codec codec;

    /** @throws ByteorException EXPRESSION_INVALID where one of the expressions does not compile */
    LaneCapture(CaptureRequest request) {
        this.time = request.time() == null ? null : Expression.compile(Scope.LINE, request.time(), "--time");
        this.key = request.key() == null ? null : Expression.compile(Scope.LINE, request.key(), "--key");
        this.capturedAt = request.capturedAt();
        this.codec = request.codec();
    }

    /** Captures one lane and gives the count of its records. */
    long capture(LaneInput input, BundleWriter bundle) throws IOException {
        LaneWriter lane = bundle.lane(input.name(), input.direction(), codec);
        try (Lines lines = new Lines(input.file())) {
            long sequence = 0;
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                append(lane, sequence++, line, input, lines.place());
            }
            return sequence;
        }
    }

    private void append(LaneWriter lane, long sequence, byte[] line, LaneInput input, String place) throws IOException {
        try {
            LineVariables variables = new LineVariables(new Payload(line));
            Instant at = time == null ? capturedAt : time.instant(variables);
            LaneRecord record = switch (input.direction()) {
                case INPUT -> new LaneRecord(key == null ? null : key.key(variables), Map.of(), line);
                case OUTPUT -> OutputLine.read(line, place);
            };
            lane.append(
                    sequence,
                    ChronoUnit.MICROS.between(Instant.EPOCH, at),
                    record.key(),
                    record.headers(),
                    record.payload());
        } catch (ByteorException e) {
            throw new ByteorException(e.code(), e.detail(), place, e.value(), e);
        }
    }
}
