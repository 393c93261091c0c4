package io.byteor.schemas.bundle.ring;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.journal.Block;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.SegmentReader;
import io.byteor.schemas.journal.SegmentScanner;
import io.byteor.schemas.journal.SegmentSummary;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A finished segment on disk, its block table beside it.
 *
 * @param file the segment
 * @param summary what it holds
 */
record KeptSegment(Path file, SegmentSummary summary) {
    private static final int BUFFER = 256 << 10;

    /**
     * Takes over a segment that is there: by its block table where that fits, else by reading it. What lies behind its last whole
     * block, as a crash leaves it, is cut off.
     *
     * @return empty where no record is whole; the file is gone then
     */
    static Optional<KeptSegment> recover(Path file) throws IOException {
        Optional<BlockTable> stored = stored(file);
        if (stored.isPresent()) {
            return Optional.of(new KeptSegment(file, stored.get().summary()));
        }
        List<Block> blocks = wholeBlocks(file);
        if (blocks.size() < 2) {
            delete(file);
            return Optional.empty();
        }
        BlockTable table = BlockTable.of(blocks, file.toString());
        try (FileChannel segment = FileChannel.open(file, StandardOpenOption.WRITE)) {
            segment.truncate(table.summary().bytes());
            segment.force(true);
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(table(file)))) {
            table.writeTo(out);
        }
        return Optional.of(new KeptSegment(file, table.summary()));
    }

    private static Optional<BlockTable> stored(Path file) throws IOException {
        try {
            BlockTable table = BlockTable.read(Files.readAllBytes(table(file)), file.toString());
            return table.summary().bytes() == Files.size(file) && endsAsTheTableSays(file, table)
                    ? Optional.of(table)
                    : Optional.empty();
        } catch (NoSuchFileException | ByteorException e) {
            return Optional.empty();
        }
    }

    /** A machine that lost power can leave a file of the right size that ends in nothing. */
    private static boolean endsAsTheTableSays(Path file, BlockTable table) throws IOException {
        Block last = table.blocks().getLast();
        ByteBuffer bytes = ByteBuffer.allocate((int) last.length());
        try (FileChannel segment = FileChannel.open(file)) {
            while (bytes.hasRemaining() && segment.read(bytes, last.offset() + bytes.position()) >= 0) {}
        }
        return Digest.of(bytes.array()).equals(last.sha256());
    }

    private static List<Block> wholeBlocks(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            SegmentScanner.scan(in, file.toString(), Integer.MAX_VALUE, blocks::add);
        } catch (ByteorException damage) {
            // The blocks before the damage are whole, and taken.
        }
        return blocks;
    }

    static void delete(Path file) throws IOException {
        Files.deleteIfExists(table(file));
        Files.deleteIfExists(file);
    }

    static Path table(Path file) {
        return Path.of(BundleLayout.table(file.toString()));
    }

    BlockTable table() throws IOException {
        return BlockTable.read(Files.readAllBytes(table(file)), table(file).toString());
    }

    SegmentReader open(BlockTable table) throws IOException {
        return SegmentReader.open(FileChannel.open(file), table, file.toString());
    }
}
