package io.byteor.schemas.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;

/**
 * Blocks side by side, in one array that they are read into as far as they are asked for. One thread reads; once it has come to
 * the end, others may look.
 */
final class BlockRun {
    private final SeekableByteChannel channel;
    private final Block last;
    private final long offset;
    private final byte[] bytes;
    private int there;
    private boolean ended;

    /**
     * @param bytes has room for all of them
     * @param offset of the first one
     * @param last of them
     */
    BlockRun(SeekableByteChannel channel, byte[] bytes, long offset, Block last) {
        this.channel = channel;
        this.bytes = bytes;
        this.offset = offset;
        this.last = last;
    }

    /** Whether different threads may read different runs of this channel at once: a file is read without moving its position. */
    static boolean readableByMany(SeekableByteChannel channel) {
        return channel instanceof FileChannel;
    }

    /** The array, which holds what {@link #fill} says. */
    byte[] bytes() {
        return bytes;
    }

    /** The offset of the first byte in the segment. */
    long offset() {
        return offset;
    }

    int length() {
        return (int) (last.end() - offset);
    }

    boolean endsWith(Block block) {
        return last.equals(block);
    }

    /**
     * Reads on until so many bytes are there.
     *
     * @return how many are; fewer only where the segment ends before
     */
    int fill(int wanted) throws IOException {
        while (there < wanted && !ended) {
            ByteBuffer target = ByteBuffer.wrap(bytes, there, wanted - there);
            int read = channel instanceof FileChannel file
                    ? file.read(target, offset + there)
                    : channel.position(offset + there).read(target);
            ended = read < 0;
            there += Math.max(0, read);
        }
        return there;
    }
}
