package io.byteor.bench.ingest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One size of upload.
 *
 * @param clients connections, each with one upload after the other
 * @param uploads of a run, all clients' together
 * @param perSecond whether the figure is requests each second; else megabytes
 */
record Load(BundlePool pool, int clients, int uploads, boolean perSecond) {

    /** Runs once and answers the throughput. Connecting is part of it, making bodies is not. */
    double run(Server server) throws Exception {
        List<ByteBuffer[]> bodies = pool.next(uploads);
        var numbers = new AtomicInteger();
        List<Callable<Void>> work = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            work.add(() -> {
                try (var connection = new UploadClient(server.port(), server.headers())) {
                    for (int i = numbers.getAndIncrement(); i < uploads; i = numbers.getAndIncrement()) {
                        connection.send(server.request(i), bodies.get(i));
                    }
                }
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(clients)) {
            long start = System.nanoTime();
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return (perSecond ? uploads : uploads * (double) pool.bytes() / 1e6) / seconds;
        } finally {
            server.tidy();
        }
    }
}
