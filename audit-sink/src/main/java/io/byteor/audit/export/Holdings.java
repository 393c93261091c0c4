package io.byteor.audit.export;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is held for one export, let go of in the reverse order. For one thread at a time. */
final class Holdings implements AutoCloseable {
    private final Deque<Runnable> releases = new ArrayDeque<>();

    void add(Runnable release) {
        releases.push(release);
    }

    /** Each is run once, also where one of them fails. */
    @Override
    public void close() {
        Runnable release = releases.poll();
        if (release != null) {
            try {
                release.run();
            } finally {
                close();
            }
        }
    }
}
