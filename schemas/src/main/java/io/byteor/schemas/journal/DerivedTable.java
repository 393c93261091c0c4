package io.byteor.schemas.journal;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;

/** The block table of a segment that came without one, from reading all of it. */
final class DerivedTable {
    private static final int STEP = 64 << 10;

    /** Whoever took the bundle in has held it against a ratio. */
    private static final int JUDGED_BEFORE = Integer.MAX_VALUE;

    private DerivedTable() {}

    /** @throws ByteorException JOURNAL_CORRUPT where it is no segment */
    static BlockTable of(SeekableByteChannel channel, String path) throws IOException {
        List<Block> blocks = new ArrayList<>();
        channel.position(0);
        InputStream segment = new BufferedInputStream(Channels.newInputStream(channel), STEP);
        SegmentScanner.scan(segment, path, JUDGED_BEFORE, blocks::add);
        return BlockTable.of(blocks, path);
    }

    /** @throws ByteorException BUNDLE_ALTERED where the whole file has another digest */
    static void requireDigest(SeekableByteChannel channel, Digest expected, String path) throws IOException {
        channel.position(0);
        DigestInputStream whole = new DigestInputStream(Channels.newInputStream(channel), Digest.newSha256());
        byte[] step = new byte[STEP];
        while (whole.read(step) >= 0) {}
        Digest found = Digest.ofRaw(whole.getMessageDigest().digest());
        if (!found.equals(expected)) {
            throw new ByteorException(ErrorCode.BUNDLE_ALTERED, "the digest is " + expected, path, found);
        }
    }
}
