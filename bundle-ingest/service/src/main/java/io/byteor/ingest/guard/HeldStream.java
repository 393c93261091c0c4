package io.byteor.ingest.guard;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which everything that is read stays in memory. For one reader, who is told by reading where there is no more. */
final class HeldStream extends FilterInputStream {
    private final SharedMemory.Share share;
    private final int factor;

    /** @param factor bytes of memory for each that is read */
    HeldStream(InputStream in, SharedMemory.Share share, int factor) {
        super(in);
        this.share = share;
        this.factor = factor;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read = in.read(target, from, length);
        if (read > 0) {
            share.take((long) read * factor);
        }
        return read;
    }
}
