package io.byteor.schemas.journal;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.security.MessageDigest;

/** Holds one block after the other against the table, then takes its frame apart. Used by one thread at a time. */
final class BlockChecker {
    /** What was read is hashed while it is still in the core's own cache. */
    private static final int STEP = 64 << 10;

    private final String path;
    private final BlockDecoder decoder;
    private final MessageDigest sha256 = Digest.newSha256();

    BlockChecker(ContainerHeader header, String path) {
        this.path = path;
        this.decoder = new BlockDecoder(header, path);
    }

    /** @throws ByteorException JOURNAL_CORRUPT where the block is not what the table says */
    BlockDecoder check(Block block, BlockRun run) throws IOException {
        int from = (int) (block.offset() - run.offset());
        int length = (int) block.length();
        for (int at = from; at < from + length; at += STEP) {
            int end = Math.min(at + STEP, from + length);
            int there = run.fill(end);
            if (there < end) {
                throw corrupt("the segment ends early", block, run.offset() + there);
            }
            sha256.update(run.bytes(), at, end - at);
        }
        Digest found = Digest.ofRaw(sha256.digest());
        if (!found.equals(block.sha256())) {
            throw corrupt("the digest of the block is " + block.sha256(), block, found);
        }
        decoder.decode(run.bytes(), from, length, block.offset());
        return decoder;
    }

    private ByteorException corrupt(String detail, Block block, Object value) {
        return new ByteorException(ErrorCode.JOURNAL_CORRUPT, detail, path + "@" + block.offset(), value);
    }
}
