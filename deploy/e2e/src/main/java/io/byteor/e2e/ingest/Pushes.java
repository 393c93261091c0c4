package io.byteor.e2e.ingest;

import io.byteor.backends.process.Directories;
import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.http.ApiException;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.NoAnswerException;
import io.byteor.cli.push.BundlePush;
import io.byteor.cli.push.LocalBundle;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many pushes of distinct bundles at once, by agents in turn and by pushers that go one {@link Way} each. Each push goes on until
 * it is acknowledged, as an agent's does: no answer, and a refusal that may pass, are followed by another attempt with the same
 * bytes. Thread-safe.
 */
final class Pushes implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int LONGEST_PAUSE = 16;
    /** Small parts, so that a blob takes many requests and is caught between any two of them, or in one. */
    private static final BundlePush.Manner BLOB_BY_BLOB = new BundlePush.Manner(2, 48 << 10, Duration.ofMinutes(1));

    private final Map<String, CaptureApi> agents;
    private final Path folder;
    private final long seed;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicLong resumed = new AtomicLong();
    private final Map<Way, Set<String>> acknowledged = new EnumMap<>(Way.class);
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads;
    private final List<Future<?>> pushers = new ArrayList<>();
    private volatile int least = Integer.MAX_VALUE;

    /**
     * Begins.
     *
     * @param agents by id
     * @param atOnce pushes at any time
     * @param folder for bundles while they are pushed
     */
    Pushes(Map<String, CaptureApi> agents, int atOnce, Path folder, long seed) {
        this.agents = new TreeMap<>(agents);
        this.folder = folder;
        this.seed = seed;
        this.threads = Executors.newFixedThreadPool(atOnce);
        for (Way way : Way.values()) {
            acknowledged.put(way, ConcurrentHashMap.newKeySet());
        }
        for (int pusher = 0; pusher < atOnce; pusher++) {
            Way way = Way.values()[pusher % Way.values().length];
            pushers.add(threads.submit(() -> {
                push(way);
                return null;
            }));
        }
    }

    private void push(Way way) throws Exception {
        List<Map.Entry<String, CaptureApi>> all = List.copyOf(agents.entrySet());
        for (int number = begun.getAndIncrement(); number < least; number = begun.getAndIncrement()) {
            var agent = all.get(number % all.size());
            var bundle = DistinctBundle.make(
                    folder.resolve(Integer.toString(number)),
                    agent.getKey(),
                    "KILL-" + number,
                    new Random(seed + number));
            for (int pause = 1; !settled(way, agent.getValue(), bundle); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
                Thread.sleep(FIRST_PAUSE.multipliedBy(pause));
            }
            Directories.delete(bundle.directory());
        }
    }

    private boolean settled(Way way, CaptureApi api, DistinctBundle bundle) throws IOException {
        underWay.incrementAndGet();
        try {
            CaptureApi.Stored stored = send(way, api, bundle);
            if (stored.bundleId().equals(bundle.id())) {
                acknowledged(way).add(bundle.id());
            } else {
                refused.add(bundle.id() + " was acknowledged as " + stored.bundleId());
            }
            return true;
        } catch (NoAnswerException e) {
            return settled(bundle, e.problem());
        } catch (ApiException e) {
            return settled(bundle, e.problem());
        } catch (ByteorException e) {
            return settled(bundle, e.problem());
        } finally {
            underWay.decrementAndGet();
        }
    }

    private boolean settled(DistinctBundle bundle, Problem problem) {
        if (problem.retryable()) {
            repeated.incrementAndGet();
            return false;
        }
        refused.add(bundle.id() + ": " + problem.code() + ": " + problem.detail());
        return true;
    }

    private CaptureApi.Stored send(Way way, CaptureApi api, DistinctBundle bundle) throws IOException {
        return switch (way) {
            case TAR -> api.push(bundle::tar, CallOptions.withKey(bundle.id()));
            case MANIFESTS -> {
                var push = new BundlePush(api, BLOB_BY_BLOB, progress -> {}, trouble -> repeated.incrementAndGet());
                var pushed = push.push(LocalBundle.ofDirectory(bundle.directory()));
                resumed.addAndGet(pushed.resumedBlobs());
                yield pushed.stored();
            }
        };
    }

    /** Ids for which an acknowledgement has arrived. */
    Set<String> acknowledged() {
        Set<String> all = new TreeSet<>();
        acknowledged.values().forEach(all::addAll);
        return all;
    }

    /** How many acknowledgements have arrived. */
    int acknowledgements() {
        return acknowledged.values().stream().mapToInt(Set::size).sum();
    }

    /** Ids for which an acknowledgement has arrived that went this way. */
    Set<String> acknowledged(Way way) {
        return acknowledged.getOrDefault(way, Set.of());
    }

    /** Pushes that have been begun and are not settled yet. */
    int underWay() {
        return underWay.get();
    }

    /** Requests that were not acknowledged and made again. */
    int repeated() {
        return repeated.get();
    }

    /** Blobs that were gone on with from where ingest stood. */
    long resumed() {
        return resumed.get();
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
