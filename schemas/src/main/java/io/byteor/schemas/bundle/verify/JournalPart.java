package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.SegmentScanner;
import io.byteor.schemas.journal.SegmentSummary;
import io.byteor.schemas.journal.TableScanner;
import java.io.IOException;
import java.io.InputStream;

/** What a segment holds, or what a block table says its segment holds; or why neither could be read. */
sealed interface JournalPart {
    /** It reads. */
    record Summarised(SegmentSummary summary) implements JournalPart {}

    /** It does not. Held back until the digests are known, since then it is either altered or was never right. */
    record Damaged(ByteorException why) implements JournalPart {}

    static JournalPart segment(InputStream content, String path, int expansion) throws IOException {
        try {
            return new Summarised(SegmentScanner.scan(content, path, expansion, block -> {}));
        } catch (ByteorException e) {
            return damaged(e, path);
        }
    }

    static JournalPart table(InputStream content, String path) throws IOException {
        try {
            return new Summarised(TableScanner.scan(content, path, block -> {}));
        } catch (ByteorException e) {
            return damaged(e, path);
        }
    }

    /** What came from the stream below and not from the journal ends the bundle: nothing more of that can be read. */
    private static Damaged damaged(ByteorException why, String path) {
        boolean ofJournal = why.code() == ErrorCode.JOURNAL_CORRUPT
                || (why.code() == ErrorCode.EXPANSION_EXCEEDED && path.equals(why.place()));
        if (!ofJournal) {
            throw why;
        }
        return new Damaged(why);
    }
}
