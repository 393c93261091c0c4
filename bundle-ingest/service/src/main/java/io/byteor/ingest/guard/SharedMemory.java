package io.byteor.ingest.guard;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that everything under way holds together, within one bound: what one request may hold is bounded, but not how many hold as
 * much, for as long as they like. A little is everybody's, so that large requests never keep out those of usual size. Thread-safe.
 */
final class SharedMemory {
    /** What a request holds without asking. */
    static final long FREE = 64 << 10;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** @param most bytes beyond what is free */
    SharedMemory(long most) {
        this.most = most;
    }

    /** Begins a share in which there is nothing. */
    Share begin() {
        return new Share();
    }

    /** What one request holds. Belongs to one thread. */
    final class Share implements AutoCloseable {
        private long asked;
        private long taken;

        private Share() {}

        /**
         * Takes so many bytes more, until the share is closed. A request that needs more than there is at all takes all.
         *
         * @throws ByteorException UPLOADS_BUSY where others have them
         */
        void take(long bytes) {
            asked += bytes;
            long more = Math.min(Math.max(0, asked - FREE), most) - taken;
            if (held.getAndUpdate(before -> before + more > most ? before : before + more) + more > most) {
                throw new ByteorException(
                        ErrorCode.UPLOADS_BUSY,
                        "at most %d bytes of memory for documents and manifests, of all agents".formatted(most),
                        "memory",
                        null);
            }
            taken += more;
        }

        @Override
        public void close() {
            held.addAndGet(-taken);
            taken = 0;
        }
    }
}
