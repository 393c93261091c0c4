package io.byteor.ingest.guard;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.HashMap;
import java.util.Map;

/**
 * Memory that everything under way holds together, within one bound: what one request may hold is bounded, but not how many hold as
 * much, for as long as they like. An agent may take as much as it leaves for the others, so that none of them can take it all, and a
 * little is every request's. Thread-safe.
 */
final class SharedMemory {
    /** What a request holds without asking. */
    static final long FREE = 64 << 10;

    private final long most;
    private final Map<String, Long> byAgent = new HashMap<>();
    private long all;

    /** @param most bytes beyond what is free */
    SharedMemory(long most) {
        this.most = most;
    }

    /** Begins a share in which there is nothing. */
    Share begin(String agent) {
        return new Share(agent);
    }

    private synchronized void take(String agent, long bytes) {
        long own = byAgent.getOrDefault(agent, 0L);
        if (bytes > 0 && own + bytes > most - all - bytes) {
            throw new ByteorException(
                    ErrorCode.UPLOADS_BUSY,
                    "at most %d bytes of memory for documents and manifests of all agents, and none more than it leaves for the others"
                            .formatted(most),
                    "memory",
                    null);
        }
        add(agent, bytes);
    }

    private synchronized void add(String agent, long bytes) {
        all += bytes;
        byAgent.merge(agent, bytes, (own, more) -> own + more == 0 ? null : own + more);
    }

    /** What one request holds. Belongs to one thread. */
    final class Share implements AutoCloseable {
        private final String agent;
        private long asked;
        private long taken;

        private Share(String agent) {
            this.agent = agent;
        }

        /**
         * Takes so many bytes more, until the share is closed. A request that needs more than an agent may have takes that.
         *
         * @throws ByteorException UPLOADS_BUSY where the agent or others have them
         */
        void take(long bytes) {
            asked += bytes;
            long more = Math.min(Math.max(0, asked - FREE), most / 2) - taken;
            SharedMemory.this.take(agent, more);
            taken += more;
        }

        @Override
        public void close() {
            add(agent, -taken);
            taken = 0;
        }
    }
}
