package io.byteor.schemas.journal;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a block table while its segment is written, in constant memory. Leaves the stream open. Not thread-safe. */
final class BlockTableWriter {
    private static final int ENTRIES_PER_BLOCK = 512;

    private final OutputStream out;
    private final ContainerHeader header;
    private final AvroOutput entries = new AvroOutput(ENTRIES_PER_BLOCK * 64);
    private int count;

    BlockTableWriter(OutputStream out, String seed) throws IOException {
        this.out = out;
        this.header = ContainerHeader.of(JournalFormat.BLOCK_SCHEMA, Codec.NULL, seed);
        out.write(header.encoded());
    }

    void add(Block block) throws IOException {
        block.writeTo(entries);
        if (++count == ENTRIES_PER_BLOCK) {
            flush();
        }
    }

    void finish() throws IOException {
        if (count > 0) {
            flush();
        }
    }

    private void flush() throws IOException {
        AvroOutput frame = new AvroOutput(20);
        frame.writeLong(count);
        frame.writeLong(entries.size());
        frame.writeTo(out);
        entries.writeTo(out);
        out.write(header.sync());
        entries.clear();
        count = 0;
    }
}
