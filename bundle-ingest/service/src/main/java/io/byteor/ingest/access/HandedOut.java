package io.byteor.ingest.access;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;

/** Counts and digests what the reader took, and notices that the reader went away. Not thread-safe. */
final class HandedOut extends OutputStream {
    private final DigestOutputStream out;
    private long bytes;
    private boolean readerGone;

    HandedOut(OutputStream out) {
        this.out = new DigestOutputStream(out, Digest.newSha256());
    }

    /** Taking of bytes, which fails where the reader is gone. */
    private interface Taking {
        void run() throws IOException;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int length) throws IOException {
        take(() -> out.write(source, from, length));
        bytes += length;
    }

    @Override
    public void flush() throws IOException {
        take(out::flush);
    }

    private void take(Taking taking) throws IOException {
        readerGone = true;
        taking.run();
        readerGone = false;
    }

    long bytes() {
        return bytes;
    }

    boolean readerGone() {
        return readerGone;
    }

    /** Of all that went through; it can be asked for once. */
    Digest sha256() {
        return Digest.ofRaw(out.getMessageDigest().digest());
    }
}
