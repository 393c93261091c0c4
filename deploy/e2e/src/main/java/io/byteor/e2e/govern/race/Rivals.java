package io.byteor.e2e.govern.race;

import io.byteor.cli.api.Decision;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.Persistence;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests that go off at once, from the gateways by turns. One that gets no answer is sent again under its key to the next
 * gateway, as a client would that must know. Thread-safe.
 */
final class Rivals {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final List<GovernApi> gateways;
    private final AtomicInteger repeated = new AtomicInteger();

    Rivals(List<URI> gateways, String token) {
        this.gateways = gateways.stream()
                .map(url -> new GovernApi(ApiClient.of(url, token)))
                .toList();
    }

    /** How often a request had to be sent again. */
    int repeated() {
        return repeated.get();
    }

    /** What becomes of so many of the same request, each under a key of its own. */
    List<Decision> race(ReplayRequest request, String key, int rivals) throws InterruptedException, ExecutionException {
        CountDownLatch off = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Decision>> answers = new ArrayList<>();
            for (int rival = 0; rival < rivals; rival++) {
                answers.add(threads.submit(one(request, key + "-" + rival, rival, off)));
            }
            off.countDown();
            List<Decision> decisions = new ArrayList<>();
            for (Future<Decision> answer : answers) {
                decisions.add(answer.get());
            }
            return decisions;
        }
    }

    private Callable<Decision> one(ReplayRequest request, String key, int rival, CountDownLatch off) {
        AtomicInteger turn = new AtomicInteger(rival);
        return () -> {
            off.await();
            return Persistence.of(PATIENCE, _ -> repeated.incrementAndGet())
                    .until(() -> gateways.get(turn.getAndIncrement() % gateways.size())
                            .request(request, new CallOptions(key, WAIT)));
        };
    }
}
