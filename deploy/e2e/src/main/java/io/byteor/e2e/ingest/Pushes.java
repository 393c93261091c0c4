package io.byteor.e2e.ingest;

import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.http.ApiException;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.NoAnswerException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many pushes of distinct bundles at once, by agents in turn. Each push goes on until it is acknowledged, as an agent's does:
 * no answer, and a refusal that may pass, are followed by another attempt with the same bytes. Thread-safe.
 */
final class Pushes implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int LONGEST_PAUSE = 16;

    private final Map<String, CaptureApi> agents;
    private final Path folder;
    private final long seed;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads;
    private final List<Future<?>> pushers = new ArrayList<>();
    private volatile int least;

    /**
     * Begins.
     *
     * @param agents by id
     * @param atOnce pushes at any time
     * @param folder for bundles while they are made
     */
    Pushes(Map<String, CaptureApi> agents, int atOnce, Path folder, long seed) {
        this.agents = new TreeMap<>(agents);
        this.folder = folder;
        this.seed = seed;
        this.least = Integer.MAX_VALUE;
        this.threads = Executors.newFixedThreadPool(atOnce);
        for (int pusher = 0; pusher < atOnce; pusher++) {
            pushers.add(threads.submit(() -> {
                push();
                return null;
            }));
        }
    }

    private void push() throws Exception {
        List<String> names = List.copyOf(agents.keySet());
        for (int number = begun.getAndIncrement(); number < least; number = begun.getAndIncrement()) {
            String agent = names.get(number % names.size());
            CaptureApi api = agents.get(agent);
            var bundle = DistinctBundle.make(
                    folder.resolve(Integer.toString(number)), agent, "KILL-" + number, new Random(seed + number));
            for (int pause = 1; api != null && !settled(api, bundle); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
                Thread.sleep(FIRST_PAUSE.multipliedBy(pause));
            }
        }
    }

    private boolean settled(CaptureApi api, DistinctBundle bundle) {
        inFlight.incrementAndGet();
        try {
            var stored = api.push(() -> new ByteArrayInputStream(bundle.tar()), CallOptions.withKey(bundle.id()));
            if (stored.bundleId().equals(bundle.id())) {
                acknowledged.add(bundle.id());
            } else {
                refused.add(bundle.id() + " was acknowledged as " + stored.bundleId());
            }
            return true;
        } catch (NoAnswerException e) {
            unanswered.incrementAndGet();
            return false;
        } catch (ApiException e) {
            if (e.problem().retryable()) {
                unanswered.incrementAndGet();
                return false;
            }
            refused.add(bundle.id() + ": " + e.getMessage());
            return true;
        } finally {
            inFlight.decrementAndGet();
        }
    }

    /** Ids for which an acknowledgement has arrived. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Requests that were sent or are being sent, and not answered yet. */
    int inFlight() {
        return inFlight.get();
    }

    /** Attempts that were not acknowledged and tried again. */
    int unanswered() {
        return unanswered.get();
    }

    /** What was turned down for good; each is a fault. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    /** Begins no more once this many have been begun, and returns when all that were are settled. */
    void finish(int atLeast) throws InterruptedException, ExecutionException {
        least = atLeast;
        for (Future<?> pusher : pushers) {
            pusher.get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
