package io.byteor.cli.capture;

import io.byteor.cli.capture.source.Derivation;
import io.byteor.cli.capture.source.FrameReader;
import io.byteor.cli.capture.source.LaneReader;
import io.byteor.cli.capture.source.LaneSource;
import io.byteor.cli.capture.source.LineReader;
import io.byteor.cli.capture.source.SegmentFiles;
import io.byteor.cli.capture.source.kafka.TopicReader;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;

/** Captures the lanes of one bundle, and counts. */
final class LaneCapture {
    private final CaptureRequest request;
    private final Derivation derivation;
    private long records;
    private long leftOut;

    /** @throws ByteorException EXPRESSION_INVALID where one of the expressions does not compile */
    LaneCapture(CaptureRequest request) {
        this.request = request;
        this.derivation = new Derivation(request.time(), request.key(), request.capturedAt());
    }

    void capture(LaneInput input, BundleWriter bundle) throws IOException {
        LaneReader reader = reader(input);
        LaneSink sink = new LaneSink(
                input, bundle.lane(input.name(), input.direction(), request.codec(), request.segmentBytes()));
        request.progress().begin(input.name());
        reader.read(request.progress().watching(sink));
        request.progress().end();
        records += sink.records();
        leftOut += sink.leftOut();
    }

    private LaneReader reader(LaneInput input) {
        return switch (input.source()) {
            case LaneSource.Lines lines -> new LineReader(lines.file(), input.direction(), derivation);
            case LaneSource.Segments segments -> new SegmentFiles(segments.path(), request.includeReplayed());
            case LaneSource.Topic topic -> {
                if (request.kafka().isEmpty()) {
                    throw new ByteorException(
                            ErrorCode.REQUEST_INVALID,
                            "the cluster of the topic, by --bootstrap or --kafka-config",
                            "--lane",
                            input.name());
                }
                yield new TopicReader(topic, request.kafka(), request.includeReplayed());
            }
            case LaneSource.Frames frames -> {
                if (input.direction() == Direction.OUTPUT) {
                    throw new ByteorException(
                            ErrorCode.REQUEST_INVALID,
                            "a source whose records can say what they come from; frames cannot",
                            "--output-lane",
                            input.name());
                }
                yield new FrameReader(frames.file(), derivation);
            }
        };
    }

    long records() {
        return records;
    }

    /** Records of earlier replays that were not captured. */
    long leftOut() {
        return leftOut;
    }
}
