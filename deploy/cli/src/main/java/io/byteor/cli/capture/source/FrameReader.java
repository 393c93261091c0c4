package io.byteor.cli.capture.source;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.expression.Payload;
import io.byteor.schemas.journal.JournalFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of frames, each a payload behind its length in four bytes, big-endian; sequences count from 0 in its order. A
 * frame may be empty. A file that ends inside a frame is refused.
 */
public final class FrameReader implements LaneReader {
    private static final int BUFFER = 256 << 10;

    private final Path file;
    private final Derivation derivation;

    public FrameReader(Path file, Derivation derivation) {
        this.file = file;
        this.derivation = derivation;
    }

    @Override
    public void read(RecordSink sink) throws IOException {
        long offset = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            long sequence = 0;
            for (byte[] frame = next(in, offset); frame != null; frame = next(in, offset)) {
                Payload payload = new Payload(frame);
                sink.record(sequence++, derivation.time(payload), derivation.key(payload), Map.of(), frame);
                offset += Integer.BYTES + frame.length;
            }
        } catch (NoSuchFileException e) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "there is no such file", file.toString(), null, e);
        } catch (ByteorException e) {
            throw new ByteorException(e.code(), e.detail(), file + "@" + offset, e.value(), e);
        }
    }

    private static byte @Nullable [] next(InputStream in, long offset) throws IOException {
        byte[] prefix = in.readNBytes(Integer.BYTES);
        if (prefix.length == 0) {
            return null;
        }
        if (prefix.length < Integer.BYTES) {
            throw cut(offset);
        }
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(prefix).getInt());
        if (length > JournalFormat.LARGEST_RECORD) {
            throw new ByteorException(
                    ErrorCode.RECORD_TOO_LARGE,
                    "a frame has at most " + JournalFormat.LARGEST_RECORD + " bytes",
                    null,
                    length);
        }
        byte[] frame = in.readNBytes((int) length);
        if (frame.length < length) {
            throw cut(offset);
        }
        return frame;
    }

    private static ByteorException cut(long offset) {
        return new ByteorException(ErrorCode.DOCUMENT_INVALID, "the file ends with a whole frame", null, offset);
    }
}
