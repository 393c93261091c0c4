package io.byteor.runner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.byteor.runner.control.Rest;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.control.StoppedException;
import io.byteor.runner.control.Wish;
import io.byteor.runner.control.WishBoard;
import io.byteor.runner.replay.ClaimLostException;
import io.byteor.runner.replay.ReplayTicket;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayDispatcherTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final CountDownLatch OPEN = new CountDownLatch(0);
    private static final Wish PAUSE = new Wish.Pause("wait");

    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final List<ReplayTicket> backlog = new CopyOnWriteArrayList<>();
    private final List<String> lostOnce = new CopyOnWriteArrayList<>();
    private final List<String> brokenOnce = new CopyOnWriteArrayList<>();
    private final List<String> paused = new CopyOnWriteArrayList<>();
    private final List<String> waiting = new CopyOnWriteArrayList<>();
    private final List<String> cancelled = new CopyOnWriteArrayList<>();
    private final WishBoard wishes = new WishBoard();
    private final ReplayDispatcher dispatcher = new ReplayDispatcher(
            partition -> List.copyOf(backlog), (ticket, stop) -> () -> drive(ticket, stop), wishes, 2, SOON);

    @BeforeEach
    void watchTheBoard() {
        wishes.watch(dispatcher);
    }

    @AfterEach
    void close() {
        dispatcher.close();
    }

    /** A replay that goes on until its gate opens or something else is wanted of it. */
    private Rest drive(ReplayTicket ticket, StopSignal stop) {
        String replayId = ticket.replayId();
        begun.add(replayId);
        if (lostOnce.remove(replayId)) {
            throw new ClaimLostException("fenced", new IOException());
        }
        if (brokenOnce.remove(replayId)) {
            throw new NoClassDefFoundError("a fault of ours");
        }
        if (waiting.contains(replayId) && stop.wish() instanceof Wish.Run) {
            return Rest.WAITING;
        }
        CountDownLatch gate = gates.getOrDefault(replayId, OPEN);
        while (stop.wish() instanceof Wish.Run && gate.getCount() > 0) {
            try {
                stop.pauseUnlessTurned(SOON);
            } catch (StoppedException _) {
                stopped.add(replayId);
                return Rest.STOPPED;
            }
        }
        return switch (stop.wish()) {
            case Wish.Run _ -> Rest.ENDED;
            case Wish.Cancel _ -> {
                cancelled.add(replayId);
                yield Rest.ENDED;
            }
            case Wish.Pause _ -> {
                paused.add(replayId);
                yield Rest.PAUSED;
            }
        };
    }

    @Test
    void runsWhatIsUnfinishedWhenAPartitionBecomesOurs() {
        backlog.add(dryRun("left-behind"));

        dispatcher.assigned(0);

        await().untilAsserted(() -> assertThat(begun).containsExactly("left-behind"));
    }

    @Test
    void runsExecutesOfOneRootBundleOneAtATimeAndOthersBeside() {
        hold("first");
        dispatcher.assigned(0);
        dispatcher.submit(execute("first", "root-a"));
        dispatcher.submit(execute("second", "root-a"));
        dispatcher.submit(execute("other", "root-b"));
        dispatcher.submit(dryRun("dry"));

        await().untilAsserted(() -> assertThat(begun).containsExactlyInAnyOrder("first", "other", "dry"));
        gates.get("first").countDown();

        await().untilAsserted(() -> assertThat(begun).contains("second"));
    }

    @Test
    void runsAReplayOnceHoweverOftenItIsHandedIn() {
        hold("one");
        dispatcher.assigned(0);

        dispatcher.submit(dryRun("one"));
        dispatcher.submit(dryRun("one"));

        await().untilAsserted(() -> assertThat(begun).hasSize(1));
        assertThat(dispatcher.active()).isEqualTo(1);
    }

    @Test
    void stopsReplaysOfARevokedPartitionAndBeginsNoMore() {
        hold("running");
        hold("elsewhere");
        dispatcher.assigned(0);
        dispatcher.assigned(1);
        dispatcher.submit(dryRun("running"));
        dispatcher.submit(new ReplayTicket("elsewhere", "root-z", "agent-1", true, 1, Instant.EPOCH));
        await().until(() -> begun.size() == 2);

        dispatcher.revoked(List.of(0), Duration.ofSeconds(5));
        dispatcher.submit(dryRun("late"));

        assertThat(stopped).containsExactly("running");
        assertThat(dispatcher.active()).isEqualTo(1);
        assertThat(begun).doesNotContain("late");
    }

    @Test
    void triesAgainWhatWasLostWhileThePartitionIsOurs() {
        lostOnce.add("lost");
        dispatcher.assigned(0);

        dispatcher.submit(dryRun("lost"));

        await().untilAsserted(() -> assertThat(begun).containsExactly("lost", "lost"));
        await().until(() -> dispatcher.active() == 0);
    }

    @Test
    void triesAgainWhatBrokeOnAnError() {
        brokenOnce.add("broken");
        dispatcher.assigned(0);

        dispatcher.submit(dryRun("broken"));

        await().untilAsserted(() -> assertThat(begun).containsExactly("broken", "broken"));
        await().until(() -> dispatcher.active() == 0);
    }

    @Test
    void givesTheSlotsOfPausedDryRunsToOthersAndDrivesThemAgainOnResume() {
        dispatcher.assigned(0);
        for (String replayId : List.of("one", "two")) {
            hold(replayId);
            dispatcher.submit(dryRun(replayId));
        }
        await().until(() -> begun.size() == 2);
        wishes.post("one", PAUSE);
        wishes.post("two", PAUSE);
        await().untilAsserted(() -> assertThat(paused).containsExactlyInAnyOrder("one", "two"));

        dispatcher.submit(dryRun("three"));
        await().untilAsserted(() -> assertThat(begun).contains("three"));
        assertThat(dispatcher.active()).as("paused ones stay").isGreaterThanOrEqualTo(2);
        gates.get("one").countDown();
        wishes.post("one", Wish.RUN);

        await().until(() -> dispatcher.active() == 1);
        assertThat(begun).filteredOn("one"::equals).hasSize(2);
    }

    @Test
    void givesTheSlotsOfWaitingReplaysToOthersAndDrivesThemAgainAfterAWhile() {
        waiting.addAll(List.of("one", "two"));
        dispatcher.assigned(0);
        dispatcher.submit(dryRun("one"));
        dispatcher.submit(dryRun("two"));
        dispatcher.submit(dryRun("three"));

        await().untilAsserted(() -> assertThat(begun).contains("three"));
        await().until(() -> dispatcher.active() == 2);
        await().untilAsserted(() -> assertThat(begun).filteredOn("one"::equals).hasSizeGreaterThan(2));
        waiting.clear();

        await().until(() -> dispatcher.active() == 0);
    }

    @Test
    void pausesAndCancelsWhatWaitsAndRunsNoExecuteBeforeItInItsLine() {
        waiting.addAll(List.of("first", "dry"));
        dispatcher.assigned(0);
        dispatcher.submit(execute("first", "root-a"));
        dispatcher.submit(execute("second", "root-a"));
        dispatcher.submit(dryRun("dry"));
        await().untilAsserted(
                        () -> assertThat(begun).filteredOn("first"::equals).hasSizeGreaterThan(2));
        assertThat(begun).doesNotContain("second");

        wishes.post("dry", PAUSE);
        wishes.post("first", new Wish.Cancel("enough"));

        await().untilAsserted(() -> assertThat(paused).containsExactly("dry"));
        await().untilAsserted(() -> assertThat(cancelled).containsExactly("first"));
        await().untilAsserted(() -> assertThat(begun).contains("second"));
    }

    @Test
    void keepsThePlaceOfAPausedExecuteInItsLine() {
        hold("first");
        dispatcher.assigned(0);
        dispatcher.submit(execute("first", "root-a"));
        dispatcher.submit(execute("second", "root-a"));
        await().until(() -> begun.contains("first"));

        wishes.post("first", PAUSE);
        await().until(() -> paused.contains("first"));
        dispatcher.submit(execute("other", "root-b"));
        await().until(() -> begun.contains("other"));
        assertThat(begun).doesNotContain("second");
        gates.get("first").countDown();
        wishes.post("first", Wish.RUN);

        await().untilAsserted(() -> assertThat(begun).containsExactly("first", "other", "first", "second"));
    }

    @Test
    void cancelsWhatStandsInLineBehindAPausedExecute() {
        dispatcher.assigned(0);
        wishes.post("first", PAUSE);
        dispatcher.submit(execute("first", "root-a"));
        dispatcher.submit(execute("second", "root-a"));
        await().until(() -> paused.contains("first"));

        wishes.post("second", new Wish.Cancel("enough"));

        await().untilAsserted(() -> assertThat(cancelled).containsExactly("second"));
        await().until(() -> dispatcher.active() == 1);
    }

    @Test
    void cancelsAndPausesWhatWaitsForASlotWithoutOne() {
        dispatcher.assigned(0);
        for (String replayId : List.of("one", "two")) {
            hold(replayId);
            dispatcher.submit(dryRun(replayId));
        }
        dispatcher.submit(dryRun("waiting"));
        dispatcher.submit(dryRun("patient"));
        await().until(() -> begun.size() == 2);

        wishes.post("waiting", new Wish.Cancel("enough"));
        wishes.post("patient", PAUSE);

        await().untilAsserted(() -> assertThat(cancelled).containsExactly("waiting"));
        await().untilAsserted(() -> assertThat(paused).containsExactly("patient"));
        wishes.post("patient", Wish.RUN);
        gates.get("one").countDown();
        await().untilAsserted(
                        () -> assertThat(begun).filteredOn("patient"::equals).hasSize(2));
    }

    @Test
    void letsGoOfPausedAndWaitingReplaysOfARevokedPartitionAtOnce() {
        dispatcher.assigned(0);
        wishes.post("first", PAUSE);
        dispatcher.submit(execute("first", "root-a"));
        dispatcher.submit(execute("second", "root-a"));
        await().until(() -> paused.contains("first"));

        dispatcher.revoked(List.of(0), Duration.ofSeconds(5));

        assertThat(dispatcher.active()).isZero();
        assertThat(begun).doesNotContain("second");
    }

    @Test
    void keepsTheReplaysOfAnAgentInQuarantineStillUntilItsLastCaseIsSettled() {
        hold("one");
        dispatcher.assigned(0);
        dispatcher.submit(dryRun("one"));
        await().until(() -> begun.contains("one"));

        wishes.quarantine("case-1", "agent-1");
        wishes.quarantine("case-2", "agent-1");
        await().untilAsserted(() -> assertThat(paused).containsExactly("one"));
        wishes.post("one", Wish.RUN);
        wishes.quarantine("case-1", null);
        dispatcher.submit(dryRun("two"));
        await().untilAsserted(() -> assertThat(paused).contains("two"));
        assertThat(begun)
                .filteredOn("one"::equals)
                .as("nobody resumes it before")
                .hasSize(1);
        gates.get("one").countDown();
        wishes.quarantine("case-2", null);

        await().until(() -> dispatcher.active() == 0);
    }

    @Test
    void cancelsWhatAQuarantineKeepsStillAndLeavesOtherAgentsAlone() {
        wishes.quarantine("case-1", "agent-1");
        wishes.quarantine("case-2", "agent-2");
        wishes.quarantine("case-2", null);
        dispatcher.assigned(0);
        dispatcher.submit(new ReplayTicket("other", "root-a", "agent-2", false, 0, Instant.EPOCH));
        dispatcher.submit(dryRun("held"));
        await().until(() -> paused.contains("held"));

        wishes.post("held", new Wish.Cancel("enough"));

        await().untilAsserted(() -> assertThat(cancelled).containsExactly("held"));
        assertThat(paused).doesNotContain("other");
    }

    private void hold(String replayId) {
        gates.put(replayId, new CountDownLatch(1));
    }

    private static ReplayTicket dryRun(String replayId) {
        return new ReplayTicket(replayId, "root-a", "agent-1", false, 0, Instant.EPOCH);
    }

    private static ReplayTicket execute(String replayId, String root) {
        return new ReplayTicket(replayId, root, "agent-1", true, 0, Instant.EPOCH);
    }
}
