package io.byteor.bench.replay;

import io.byteor.bench.Contestant;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How the time of a run is taken. */
enum Meter {
    /**
     * One core: the work is that of one thread, and the seconds are those that this thread had a core, so that whoever else wants
     * the core does not count.
     */
    THREAD {
        @Override
        long nanos() {
            return THREADS.getCurrentThreadCpuTime();
        }
    },
    /** All cores: as it goes by on the wall. */
    WALL {
        @Override
        long nanos() {
            return System.nanoTime();
        }
    };

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Work that is measured. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    abstract long nanos();

    /** A contestant whose figure is the amount of what it works through, for each second. */
    Contestant contestant(String name, boolean ours, double amount, Work work) {
        return new Contestant(name, ours, () -> {
            long start = nanos();
            work.run();
            return amount / ((nanos() - start) / 1e9);
        });
    }
}
