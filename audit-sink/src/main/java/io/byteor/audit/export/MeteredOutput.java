package io.byteor.audit.export;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Counts and digests what goes through, and ends it at a limit or when its time is over. Not thread-safe. */
final class MeteredOutput extends FilterOutputStream {
    private final MessageDigest digest = Digest.newSha256();
    private final long most;
    private final Deadline deadline;
    private long bytes;

    /** @param most bytes that may go through */
    MeteredOutput(OutputStream out, long most, Deadline deadline) {
        super(out);
        this.most = most;
        this.deadline = deadline;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** @throws ByteorException EXPORT_TOO_LARGE or EXPORT_TOO_LONG */
    @Override
    public void write(byte[] source, int from, int length) throws IOException {
        requireAtMost(bytes + length, most);
        deadline.require();
        out.write(source, from, length);
        bytes += length;
        digest.update(source, from, length);
    }

    long bytes() {
        return bytes;
    }

    /** Of all that went through; it can be asked for once. */
    Digest sha256() {
        return Digest.ofRaw(digest.digest());
    }

    static void requireAtMost(long bytes, long most) {
        if (bytes > most) {
            throw new ByteorException(ErrorCode.EXPORT_TOO_LARGE, "at most " + most + " bytes", "bytes", bytes);
        }
    }
}
