package io.byteor.audit.verify.stored;

import io.byteor.audit.checkpoint.StoredLogs;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The records of the logs. */
public interface StoredRecords {
    /** Hands over the records of a log from a place on, in order of their places, without holding them all at once. */
    void each(String topic, int partition, long from, Consumer<TakenRecord> record);

    /** The logs that have records, in order of topic and partition; size and root are not told. */
    List<StoredLogs.Head> logs();

    /** The offset at which the partition goes on; empty where nothing was ever taken. */
    OptionalLong next(String topic, int partition);
}
