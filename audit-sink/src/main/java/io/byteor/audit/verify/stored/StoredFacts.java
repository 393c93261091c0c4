package io.byteor.audit.verify.stored;

import io.byteor.audit.intake.Subject;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The records of subjects, and the rows that should follow from them. */
public interface StoredFacts {
    /**
     * Hands over every record of the subject in the order in which they were taken, without holding them all at once, and derives
     * its rows from them anew.
     */
    Rows each(Subject subject, Consumer<TakenRecord> record);

    /**
     * The ids of a kind that a record or a row tells of, ascending as the store orders them.
     *
     * @param after the id before the first one; null for the start
     * @param since only those of which a record was taken since; null for all
     */
    List<String> subjects(Subject.Kind kind, @Nullable String after, @Nullable Instant since, int limit);

    /**
     * How the stored rows of a subject differ from the derived ones.
     *
     * @param lacking derived ones that are not stored so
     * @param added stored ones that are not derived so
     * @param early stored ones that are not derived so either, but were there in part before records were kept, and do not
     *     contradict them
     */
    record Rows(long lacking, long added, long early) {}
}
