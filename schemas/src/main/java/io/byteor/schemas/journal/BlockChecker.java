package io.byteor.schemas.journal;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.security.MessageDigest;

/** Holds one block after the other against the table, then takes its frame apart. Used by one thread at a time. */
final class BlockChecker {
    private final String path;
    private final BlockDecoder decoder;
    private final MessageDigest sha256 = Digest.newSha256();

    BlockChecker(ContainerHeader header, String path) {
        this.path = path;
        this.decoder = new BlockDecoder(header, path);
    }

    /** @throws ByteorException JOURNAL_CORRUPT where the block is not what the table says */
    BlockDecoder check(Block block, BlockCheck.Run run) {
        int from = (int) (block.offset() - run.offset());
        int length = (int) block.length();
        if (from + length > run.length()) {
            throw corrupt("the segment ends early", block, run.offset() + run.length());
        }
        sha256.update(run.bytes(), from, length);
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
