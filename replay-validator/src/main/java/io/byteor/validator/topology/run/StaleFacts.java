package io.byteor.validator.topology.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.Utils;

/**
 * Facts that an instance stored before it was away for long. A fact that was taken back meanwhile is told by a tombstone, which a
 * compacted topic drops after a while; whoever then goes on from where it was would hold the fact for ever. So they are removed,
 * and read again from their topics.
 */
final class StaleFacts {
    /** Half of the day for which a topic keeps tombstones unless it is told otherwise ({@code delete.retention.ms}). */
    static final Duration LONGEST = Duration.ofHours(12);

    private static final System.Logger LOG = System.getLogger(StaleFacts.class.getName());

    private StaleFacts() {}

    /**
     * Removes the stored facts unless they are known to be as of less than {@link #LONGEST} ago. Nothing may be using them.
     *
     * @param application the directory of the application's state
     * @throws IllegalStateException where they cannot be removed
     */
    static void remove(Path application, Instant now) {
        Path facts = application.resolve("global");
        try {
            if (Files.exists(facts) && !isRecent(facts.resolve(".checkpoint"), now)) {
                LOG.log(System.Logger.Level.INFO, "facts are read anew, since those in {0} are too old", facts);
                Utils.delete(facts.toFile());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the old facts in " + facts + " cannot be removed", e);
        }
    }

    /**
     * Says how far the topics were read, and is written as long as the facts are kept up, last at the end. So it tells of an instance
     * that was down, not of one that ran without a connection to the broker.
     */
    private static boolean isRecent(Path checkpoint, Instant now) throws IOException {
        return Files.exists(checkpoint)
                && Files.getLastModifiedTime(checkpoint).toInstant().isAfter(now.minus(LONGEST));
    }
}
