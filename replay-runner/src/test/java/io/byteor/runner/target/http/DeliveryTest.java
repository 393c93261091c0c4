package io.byteor.runner.target.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.runner.ledger.EffectPlace;
import io.byteor.runner.target.Parcel;
import io.byteor.runner.target.Provenance;
import io.byteor.runner.walk.Ruling;
import io.byteor.schemas.audit.ActionDecision;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Attempt TAKEN = new Attempt.Answered(204, null);
    private static final Attempt REFUSED = new Attempt.NotSent("not sent: connection refused", false);
    private static final Attempt LOST = new Attempt.Lost("no answer: timed out");

    private final Deque<Attempt> attempts = new ArrayDeque<>();
    private Runnable whilePausing = () -> {};
    private final List<Duration> pauses = new ArrayList<>();
    private final FakePacing pacing = new FakePacing();
    private QuietTime quiet = new QuietTime(pacing);
    private int made;

    @Test
    void appliesWhatTheServerTakes() throws Exception {
        assertThat(deliver(false, TAKEN)).isEqualTo(Ruling.of(ActionDecision.APPLIED));
        assertThat(made).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 404, 422})
    void failsWhatTheServerRefusesWithoutAskingAgain(int status) throws Exception {
        Ruling ruling = deliver(true, new Attempt.Answered(status, null), TAKEN);

        assertThat(ruling.decision()).isEqualTo(ActionDecision.FAILED);
        assertThat(ruling.reason()).isEqualTo("TARGET_FAILED: the server answered " + status);
        assertThat(made).isOne();
    }

    @Test
    void triesAgainWhatWasNeverSent() throws Exception {
        assertThat(deliver(false, REFUSED, REFUSED, TAKEN).decision()).isEqualTo(ActionDecision.APPLIED);
        assertThat(made).isEqualTo(3);
    }

    @Test
    void givesUpAtOnceWhereTrustOrAddressIsRefused() throws Exception {
        Ruling ruling = deliver(true, new Attempt.NotSent("not sent: certificate", true), TAKEN);

        assertThat(ruling.decision()).isEqualTo(ActionDecision.FAILED);
        assertThat(made).isOne();
    }

    @Test
    void neverRepeatsWhatMayHaveArrivedAndCannotBeRepeated() throws Exception {
        assertThat(deliver(false, LOST, TAKEN).decision()).isEqualTo(ActionDecision.UNKNOWN);
        assertThat(deliver(false, new Attempt.Answered(500, null), TAKEN).decision())
                .isEqualTo(ActionDecision.UNKNOWN);
        assertThat(deliver(false, new Attempt.Answered(503, null), TAKEN).decision())
                .isEqualTo(ActionDecision.UNKNOWN);
        assertThat(made).isEqualTo(3);
    }

    @Test
    void repeatsWhatMayHaveArrivedWhereRepeatsCountOnce() throws Exception {
        assertThat(deliver(true, LOST, new Attempt.Answered(500, null), TAKEN).decision())
                .isEqualTo(ActionDecision.APPLIED);
        assertThat(made).isEqualTo(3);
    }

    @Test
    void staysInDoubtWhateverLaterAttemptsComeTo() throws Exception {
        assertThat(deliver(true, LOST, new Attempt.Answered(409, null)).decision())
                .isEqualTo(ActionDecision.UNKNOWN);
        assertThat(deliver(true, LOST, new Attempt.NotSent("not sent: certificate", true))
                        .decision())
                .isEqualTo(ActionDecision.UNKNOWN);
    }

    @Test
    void waitsAsLongAsTheServerAsksAndParts() throws Exception {
        Duration asked = Duration.ofSeconds(7);

        assertThat(deliver(false, new Attempt.Answered(429, asked), new Attempt.Answered(503, asked), TAKEN)
                        .decision())
                .isEqualTo(ActionDecision.APPLIED);
        assertThat(pauses).hasSize(2).doesNotHaveDuplicates();
        assertThat(pauses.getFirst()).isBetween(asked, asked.plusMillis(200));
        assertThat(pauses.getLast()).isBetween(asked, asked.plusMillis(400));
    }

    @Test
    void backsOffWhereTheServerAsksForNoTime() throws Exception {
        Attempt[] refused = new Attempt[400];
        Arrays.fill(refused, new Attempt.Answered(429, Duration.ZERO));

        assertThat(deliver(false, refused).decision()).isEqualTo(ActionDecision.FAILED);

        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isBetween(Duration.ofSeconds(10), PATIENCE);
        assertThat(made).isLessThan(40);
    }

    @Test
    void failsWhereTheServerAsksToBeLeftAloneForAges() throws Exception {
        Duration ages = Duration.ofDays(8_000 * 366L);

        assertThat(deliver(false, new Attempt.Answered(503, ages), TAKEN).decision())
                .isEqualTo(ActionDecision.FAILED);
        assertThat(pauses).isEmpty();
    }

    @Test
    void failsWhereTheServerAsksToBeLeftAloneForTooLong() throws Exception {
        assertThat(deliver(false, new Attempt.Answered(429, Duration.ofMinutes(5)), TAKEN)
                        .decision())
                .isEqualTo(ActionDecision.FAILED);
        assertThat(pauses).isEmpty();
    }

    @Test
    void backsOffWithinGrowingBoundsUntilItsTimeIsUp() throws Exception {
        Attempt[] refused = new Attempt[400];
        Arrays.fill(refused, REFUSED);

        assertThat(deliver(false, refused).decision()).isEqualTo(ActionDecision.FAILED);

        assertThat(pauses.getFirst()).isLessThanOrEqualTo(Duration.ofMillis(200));
        assertThat(pauses.get(1)).isLessThanOrEqualTo(Duration.ofMillis(400));
        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(10)));
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isBetween(Duration.ofSeconds(10), PATIENCE);
    }

    @Test
    void waitsForWhatTheServerAskedAnotherFor() throws Exception {
        Duration asked = Duration.ofSeconds(7);
        quiet.ask(asked);

        assertThat(deliver(false, TAKEN).decision()).isEqualTo(ActionDecision.APPLIED);
        assertThat(pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(asked, asked.plusMillis(200)));
        assertThat(deliver(false, TAKEN).decision()).isEqualTo(ActionDecision.APPLIED);
        assertThat(pauses).as("the time is over").hasSize(1);
    }

    @Test
    void waitsOnWhereTheServerAsksAnotherForMoreMeanwhile() throws Exception {
        whilePausing = () -> quiet.ask(Duration.ofSeconds(9));

        assertThat(deliver(false, REFUSED, TAKEN).decision()).isEqualTo(ActionDecision.APPLIED);

        assertThat(pauses).hasSize(2).last().isEqualTo(Duration.ofSeconds(9));
        assertThat(made).isEqualTo(2);
    }

    @Test
    void makesNoRequestWhereTheServerAskedAnotherToBeLeftAloneForTooLong() throws Exception {
        quiet.ask(Duration.ofMinutes(5));

        Ruling ruling = deliver(false, TAKEN);

        assertThat(ruling.decision()).isEqualTo(ActionDecision.FAILED);
        assertThat(ruling.reason()).isEqualTo("TARGET_FAILED: not sent: the server asks to be left alone for too long");
        assertThat(made).isZero();
        assertThat(pauses).isEmpty();
    }

    private Ruling deliver(boolean repeatable, Attempt... outcomes) throws InterruptedException {
        attempts.clear();
        attempts.addAll(List.of(outcomes));
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), new Random(7));
        EffectPlace place = new EffectPlace("feed", "r", "s", "t");
        Provenance provenance = new Provenance.Source("replay", "root", place).of(1, 0);
        Parcel parcel = new Parcel(place, 1, null, new byte[0], provenance);
        return new Delivery(new FakeCourier(), backoff, pacing, quiet, repeatable)
                .deliver(parcel, pacing.nanos() + PATIENCE.toNanos(), () -> false);
    }

    private final class FakeCourier implements Courier {
        @Override
        public Attempt attempt(Parcel parcel) {
            made++;
            return attempts.remove();
        }

        @Override
        public void close() {}
    }

    private final class FakePacing implements Pacing {
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void pause(Duration time, BooleanSupplier cancelled) {
            pauses.add(time);
            now += time.toNanos();
            Runnable once = whilePausing;
            whilePausing = () -> {};
            once.run();
        }
    }
}
