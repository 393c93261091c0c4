package io.byteor.ingest.http.body;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived of a body and was not read yet. A window of it lies ahead of its one reader; beyond the window the connection
 * is not read. The reader takes all that lies there at once and is woken once for everything that one look at the connection
 * brings, because on a busy machine waking each other costs more than moving the bytes does. Buffers belong to the queue, then
 * to who took them.
 */
final class BodyQueue {
    /** Bytes that may lie here, and as many again with the reader: small enough that a fleet's uploads fit together. */
    private static final int WINDOW = 256 << 10;

    private final Channel channel;

    /** No monitor: whoever waits in one as a virtual thread is woken by way of yet another thread. */
    private final ReentrantLock turn = new ReentrantLock();

    private final Condition changed = turn.newCondition();
    private Queue<ByteBuf> arrived = new ArrayDeque<>();
    private long lying;
    private boolean paused;
    private boolean waiting;
    private boolean waking;
    private boolean ended;
    private boolean discarded;
    private @Nullable Throwable failure;

    BodyQueue(Channel channel) {
        this.channel = channel;
    }

    /** Takes a buffer over, on the connection's thread, as are the ends, every pause and every resumption. */
    void arrive(ByteBuf buffer) {
        turn.lock();
        try {
            if (discarded || !buffer.isReadable()) {
                buffer.release();
                return;
            }
            arrived.add(buffer);
            lying += buffer.readableBytes();
            if (lying >= WINDOW && !paused) {
                paused = true;
                channel.config().setAutoRead(false);
            }
            if (waiting && !waking) {
                waking = true;
                channel.eventLoop().execute(this::wake); // tasks run after the connections
            }
        } finally {
            turn.unlock();
        }
    }

    private void wake() {
        turn.lock();
        try {
            waking = false;
            changed.signalAll();
        } finally {
            turn.unlock();
        }
    }

    private void goOn() {
        turn.lock();
        try {
            if (lying < WINDOW) {
                resume();
            }
        } finally {
            turn.unlock();
        }
    }

    void end() {
        turn.lock();
        try {
            resume();
            ended = true;
            changed.signalAll();
        } finally {
            turn.unlock();
        }
    }

    /** Lets the connection be read again, unless it no longer brings this body. */
    private void resume() {
        if (paused && !ended) {
            paused = false;
            channel.config().setAutoRead(true);
        }
    }

    void fail(Throwable cause) {
        turn.lock();
        try {
            failure = cause;
            changed.signalAll();
        } finally {
            turn.unlock();
        }
    }

    /** Lets go of what lies here and of what still comes. */
    void discard() {
        turn.lock();
        try {
            discarded = true;
            arrived.forEach(ByteBuf::release);
            arrived.clear();
            lying = 0;
            resume();
            changed.signalAll();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Waits until something has arrived, and takes all of it. For the reader's thread.
     *
     * @param empty takes the place of what is taken
     * @return nothing at the body's end
     * @throws IOException if the body ended before its end
     */
    Queue<ByteBuf> take(Queue<ByteBuf> empty) throws IOException {
        turn.lock();
        try {
            await();
            if (arrived.isEmpty() && !ended) {
                throw new IOException("the body ended before its end", failure);
            }
            Queue<ByteBuf> all = arrived;
            arrived = empty;
            lying = 0;
            if (paused) {
                channel.eventLoop().execute(this::goOn);
            }
            return all;
        } finally {
            turn.unlock();
        }
    }

    private void await() throws InterruptedIOException {
        waiting = true;
        try {
            while (arrived.isEmpty() && !ended && !discarded && failure == null) {
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the body arrives");
        } finally {
            waiting = false;
        }
    }
}
