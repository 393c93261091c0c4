package io.byteor.audit.intake.kafka;

import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.FencedException;
import io.byteor.audit.intake.RefusedException;
import io.byteor.audit.intake.Slice;
import io.byteor.audit.intake.StoreUnavailableException;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.topic.Topic;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A store in memory that can be away, can lose the answer to a commit that came about, and can refuse what it is given. */
final class FakeStore implements AuditStore {
    final List<Entry> entries = new CopyOnWriteArrayList<>();
    final AtomicInteger outages = new AtomicInteger();
    final AtomicInteger lostAnswers = new AtomicInteger();
    /** Whether somebody changed it behind its back. */
    final AtomicBoolean altered = new AtomicBoolean();

    volatile Predicate<Entry> refused = _ -> false;
    /** Whoever holds it keeps batches waiting. */
    final ReentrantLock gate = new ReentrantLock();

    final List<List<Slice>> batches = new CopyOnWriteArrayList<>();
    private final Map<String, Long> offsets = new HashMap<>();

    @Override
    public synchronized long next(Topic topic, int partition) {
        mayBeAway(outages);
        return offsets.getOrDefault(topic + "-" + partition, 0L);
    }

    @Override
    public Taken take(List<Slice> batch) {
        gate.lock();
        try {
            return taken(batch);
        } finally {
            gate.unlock();
        }
    }

    private synchronized Taken taken(List<Slice> batch) {
        if (altered.get()) {
            throw new ByteorException(ErrorCode.AUDIT_NOT_INTACT, "the head of the log x-0");
        }
        mayBeAway(outages);
        for (Slice slice : batch) {
            if (slice.from() != offsets.getOrDefault(slice.topic() + "-" + slice.partition(), 0L)) {
                throw new FencedException("stands elsewhere");
            }
        }
        if (batch.stream().flatMap(slice -> slice.entries().stream()).anyMatch(refused)) {
            throw new RefusedException("22000", new IOException());
        }
        batches.add(batch);
        batch.forEach(this::takeOver);
        mayBeAway(lostAnswers);
        return new Taken(0, 0, 0);
    }

    /** As another instance would. */
    synchronized void takeOver(Slice slice) {
        offsets.put(slice.topic() + "-" + slice.partition(), slice.next());
        entries.addAll(slice.entries());
    }

    private static void mayBeAway(AtomicInteger times) {
        if (times.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new StoreUnavailableException("away", new IOException());
        }
    }
}
