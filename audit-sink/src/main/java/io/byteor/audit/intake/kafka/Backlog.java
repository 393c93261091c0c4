package io.byteor.audit.intake.kafka;

import io.byteor.audit.intake.Consumed;
import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.Slice;
import io.byteor.audit.intake.kafka.DeadLetters.Unfit;
import io.byteor.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What is prepared and waits for the store, between the thread that adds and the one that takes. All that waits when the store is
 * ready goes in one transaction, so batches grow as the store falls behind. After a failure nothing is added or taken until
 * {@link #clear}. Thread-safe.
 */
final class Backlog {
    private final int mostRecords;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<TopicPartition, Waiting> waiting = new LinkedHashMap<>();
    private final List<Unfit> unfit = new ArrayList<>();
    private int records;
    private long bytes;
    private boolean underWay;
    private boolean closed;
    private @Nullable RuntimeException failure;
    private @Nullable RuntimeException standing;

    /**
     * Bounded by whoever adds, who asks {@link #full} before.
     *
     * @param mostRecords at which it is full
     * @param mostBytes of the records as they were read, at which it is full
     */
    Backlog(int mostRecords, long mostBytes) {
        this.mostRecords = mostRecords;
        this.mostBytes = mostBytes;
    }

    /** One transaction's worth, and what goes to the dead letter before. */
    record Batch(List<Slice> slices, List<Unfit> unfit) {}

    /** What waits of one partition. */
    private static final class Waiting {
        private final Topic topic;
        private final int partition;
        private final long from;
        private final List<Entry> entries = new ArrayList<>();
        private final List<Consumed> log = new ArrayList<>();
        private long next;

        private Waiting(Slice first) {
            this.topic = first.topic();
            this.partition = first.partition();
            this.from = first.from();
            this.next = first.from();
        }

        private void add(Slice slice) {
            if (slice.from() != next) {
                throw new IllegalStateException("a slice from " + slice.from() + " behind one to " + next);
            }
            entries.addAll(slice.entries());
            log.addAll(slice.log());
            next = slice.next();
        }

        private Slice slice() {
            return new Slice(topic, partition, from, next, entries, log);
        }
    }

    /** Adds what comes behind all of its partition that was added before. */
    void add(Sorting sorting) {
        lock.lock();
        try {
            if (failure != null) {
                return;
            }
            Slice slice = sorting.slice();
            waiting.computeIfAbsent(
                            new TopicPartition(slice.topic().topicName(), slice.partition()), _ -> new Waiting(slice))
                    .add(slice);
            unfit.addAll(sorting.unfit());
            records += slice.entries().size() + sorting.unfit().size();
            bytes += sorting.bytes();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean full() {
        lock.lock();
        try {
            return records >= mostRecords || bytes >= mostBytes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to take; all of it is then under way. Empty once this is closed. */
    Optional<Batch> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            if (closed) {
                return Optional.empty();
            }
            Batch batch =
                    new Batch(waiting.values().stream().map(Waiting::slice).toList(), List.copyOf(unfit));
            drop();
            underWay = true;
            return Optional.of(batch);
        } finally {
            lock.unlock();
        }
    }

    /** What was under way is in the store. */
    void taken() {
        ended(null);
    }

    /** What was under way is not in the store, or nobody knows. What waits cannot follow it and is dropped. */
    void failed(RuntimeException reason) {
        ended(reason);
    }

    private void ended(@Nullable RuntimeException reason) {
        lock.lock();
        try {
            underWay = false;
            standing = reason;
            if (reason != null) {
                failure = reason;
                drop();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What failed since it was cleared. */
    Optional<RuntimeException> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }

    /** What failed last, cleared or not, as long as nothing was taken since. */
    Optional<RuntimeException> standing() {
        lock.lock();
        try {
            return Optional.ofNullable(standing);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Forgets what waits, and a failure.
     *
     * @return whether nothing is under way; else what comes of it has to be awaited
     */
    boolean clear() {
        lock.lock();
        try {
            drop();
            failure = null;
            return !underWay;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody wait for more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void drop() {
        waiting.clear();
        unfit.clear();
        records = 0;
        bytes = 0;
    }
}
