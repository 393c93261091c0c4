package io.byteor.validator.topology.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Which approvals end when, in the order of time, so that what is due is found without looking at all others. Belongs to one task. */
public final class Expiries {
    private static final byte[] NOTHING = {};
    private static final char SEPARATOR = '/';
    /** The character behind the separator: greater than every key of the same time. */
    private static final char BEHIND = '0';

    private final KeyValueStore<String, byte[]> store;

    public Expiries(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    public void add(String approvalId, Instant at) {
        store.put(time(at) + SEPARATOR + approvalId, NOTHING);
    }

    /** Takes out the approvals whose time has come, the earliest first, at most so many. */
    public List<String> takeDue(Instant now, int most) {
        List<String> due = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.range(null, time(now) + BEHIND)) {
            while (all.hasNext() && due.size() < most) {
                due.add(all.next().key);
            }
        }
        due.forEach(store::delete);
        return due.stream()
                .map(key -> key.substring(key.indexOf(SEPARATOR) + 1))
                .toList();
    }

    /** In whole milliseconds, rounded up: no approval is looked at before its time. */
    private static String time(Instant at) {
        return String.format(Locale.ROOT, "%019d", at.plusNanos(999_999).toEpochMilli());
    }
}
