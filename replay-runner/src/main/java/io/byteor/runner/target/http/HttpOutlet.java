package io.byteor.runner.target.http;

import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.target.Outlet;
import io.byteor.runner.target.Parcel;
import io.byteor.runner.walk.Ruling;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.target.HttpEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** The way to an HTTP server. Requests of one key go one after another, others at once, as many as the endpoint allows. */
final class HttpOutlet implements Outlet {
    private static final Logger LOG = System.getLogger(HttpOutlet.class.getName());
    /** So that slow answers do not keep the others waiting; each more is one more that a lost runner leaves unknown. */
    private static final int EACH = 4;

    private static final Duration GRACE = Duration.ofMillis(500);
    private static final EffectLedger NONE = new EffectLedger();

    private final HttpEndpoint endpoint;
    private final Courier courier;
    private final Delivery delivery;
    private final Pacing pacing;
    private final QuietTime quiet;

    HttpOutlet(HttpEndpoint endpoint, Courier courier, Backoff backoff, Pacing pacing) {
        this.endpoint = endpoint;
        this.courier = courier;
        this.pacing = pacing;
        this.quiet = new QuietTime(pacing);
        this.delivery = new Delivery(courier, backoff, pacing, quiet, endpoint.repeatable());
    }

    @Override
    public boolean remembers() {
        return false;
    }

    @Override
    public EffectLedger applied() {
        return NONE;
    }

    @Override
    public EffectLedger appliedElsewhere() {
        return NONE;
    }

    @Override
    public int window() {
        return EACH * endpoint.concurrency();
    }

    @Override
    public long largest() {
        return Long.MAX_VALUE;
    }

    @Override
    public Duration readyIn() {
        return quiet.left();
    }

    @Override
    public List<Ruling> send(List<Parcel> window, BooleanSupplier cancelled) throws InterruptedException {
        Ruling[] rulings = new Ruling[window.size()];
        Queue<List<Integer>> chains = new ConcurrentLinkedQueue<>(chains(window));
        long until = pacing.nanos() + endpoint.retryFor().toNanos();
        int hands = Math.min(endpoint.concurrency(), chains.size());
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < hands; i++) {
                done.add(workers.submit(() -> {
                    for (List<Integer> chain = chains.poll(); chain != null; chain = chains.poll()) {
                        for (int next : chain) {
                            rulings[next] = deliver(window.get(next), until, cancelled);
                        }
                    }
                    return null;
                }));
            }
            await(done, workers);
        }
        return Arrays.asList(rulings);
    }

    /** A fault of ours that comes of one parcel says nothing about the others. */
    private Ruling deliver(Parcel parcel, long until, BooleanSupplier cancelled) throws InterruptedException {
        try {
            return delivery.deliver(parcel, until, cancelled);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    () -> "what became of %s %d is unknown".formatted(parcel.place(), parcel.sequence()),
                    e);
            return new Ruling(
                    ActionDecision.UNKNOWN,
                    ErrorCode.INTERNAL + ": " + e.getClass().getSimpleName());
        }
    }

    /**
     * Waits for all. Whoever is told to stop lets what is under way come to its end, if that takes but a moment: the interrupt is
     * served then, and the replay stops behind this window.
     */
    private static void await(List<Future<?>> done, ExecutorService workers) throws InterruptedException {
        try {
            for (Future<?> hand : done) {
                hand.get();
            }
        } catch (InterruptedException e) {
            workers.shutdown();
            if (!workers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw e;
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request could not be made", e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    /** Places of parcels that must follow one another; what has no key follows nothing. */
    private static List<List<Integer>> chains(List<Parcel> window) {
        List<List<Integer>> chains = new ArrayList<>();
        Map<ByteBuffer, List<Integer>> byKey = new HashMap<>();
        IntStream.range(0, window.size()).forEach(i -> {
            byte[] key = window.get(i).key();
            List<Integer> chain = key == null ? null : byKey.get(ByteBuffer.wrap(key));
            if (chain == null) {
                chain = new ArrayList<>();
                chains.add(chain);
                if (key != null) {
                    byKey.put(ByteBuffer.wrap(key), chain);
                }
            }
            chain.add(i);
        });
        return chains;
    }

    @Override
    public void close() {
        courier.close();
    }
}
