package io.byteor.runner.target.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.runner.ledger.EffectPlace;
import io.byteor.runner.target.Parcel;
import io.byteor.runner.target.Provenance;
import io.byteor.runner.walk.Ruling;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.target.HttpEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HttpOutletTest {
    private static final Attempt TAKEN = new Attempt.Answered(204, null);
    private static final HttpEndpoint ENDPOINT = new HttpEndpoint(
            URI.create("https://alerts.example/quakes"),
            HttpEndpoint.Method.POST,
            List.of(),
            null,
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            2,
            false,
            false);

    @Test
    void knowsOfOneEffectOnlyThatItsRequestBrokeOnAFaultOfOurs() throws Exception {
        try (HttpOutlet outlet = outlet(parcel -> {
            if (parcel.sequence() == 2) {
                throw new ArithmeticException("a fault of ours");
            }
            return TAKEN;
        })) {
            List<Ruling> rulings = outlet.send(window(4), () -> false);

            assertThat(rulings)
                    .extracting(Ruling::decision)
                    .containsExactly(
                            ActionDecision.APPLIED,
                            ActionDecision.APPLIED,
                            ActionDecision.UNKNOWN,
                            ActionDecision.APPLIED);
            assertThat(rulings.get(2).reason()).isEqualTo("INTERNAL: ArithmeticException");
        }
    }

    @Test
    void beginsNothingMoreOnceItIsCancelled() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        Attempt busy = new Attempt.Answered(429, Duration.ofSeconds(20));
        long began = System.nanoTime();
        try (HttpOutlet outlet = outlet(parcel -> {
            if (parcel.sequence() == 1) {
                cancelled.set(true);
            }
            return parcel.sequence() == 0 ? TAKEN : busy;
        })) {
            assertThat(outlet.send(window(4), cancelled::get))
                    .containsExactly(
                            Ruling.of(ActionDecision.APPLIED),
                            new Ruling(ActionDecision.FAILED, "TARGET_FAILED: the server answered 429"),
                            new Ruling(ActionDecision.SKIPPED, "the replay was cancelled before it was sent"),
                            new Ruling(ActionDecision.SKIPPED, "the replay was cancelled before it was sent"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void asksNothingMoreOfAServerThatAskedOneToLeaveItAlone() throws Exception {
        AtomicInteger made = new AtomicInteger();
        try (HttpOutlet outlet = outlet(parcel -> {
            made.incrementAndGet();
            return parcel.sequence() == 0 ? TAKEN : new Attempt.Answered(429, Duration.ofMinutes(10));
        })) {
            assertThat(outlet.readyIn()).isZero();

            assertThat(outlet.send(window(4), () -> false))
                    .extracting(Ruling::decision)
                    .containsExactly(
                            ActionDecision.APPLIED,
                            ActionDecision.FAILED,
                            ActionDecision.FAILED,
                            ActionDecision.FAILED);

            assertThat(made).hasValue(2);
            assertThat(outlet.readyIn()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
        }
    }

    private static HttpOutlet outlet(Function<Parcel, Attempt> server) {
        Courier courier = new Courier() {
            @Override
            public Attempt attempt(Parcel parcel) {
                return server.apply(parcel);
            }

            @Override
            public void close() {}
        };
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), new Random(7));
        return new HttpOutlet(ENDPOINT, courier, backoff, Pacing.SYSTEM);
    }

    /** Effects of one key, numbered from 0. */
    private static List<Parcel> window(int size) {
        EffectPlace place = new EffectPlace("feed", "r", "s", "t");
        Provenance.Source source = new Provenance.Source("replay", "root", place);
        byte[] key = {'k'};
        return LongStream.range(0, size)
                .mapToObj(i -> new Parcel(place, i, key, new byte[0], source.of(i, 0)))
                .toList();
    }
}
