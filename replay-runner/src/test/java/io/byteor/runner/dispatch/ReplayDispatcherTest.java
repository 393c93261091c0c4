package io.byteor.runner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.byteor.runner.replay.ClaimLostException;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.runner.replay.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayDispatcherTest {
    private static final Duration SOON = Duration.ofMillis(20);

    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final List<ReplayTicket> backlog = new CopyOnWriteArrayList<>();
    private final List<String> lostOnce = new CopyOnWriteArrayList<>();
    private final ReplayDispatcher dispatcher =
            new ReplayDispatcher(partition -> List.copyOf(backlog), this::drive, 2, SOON);

    @AfterEach
    void close() {
        dispatcher.close();
    }

    private void drive(ReplayTicket ticket, StopSignal stop) {
        begun.add(ticket.replayId());
        if (lostOnce.remove(ticket.replayId())) {
            throw new ClaimLostException("fenced", new IOException());
        }
        CountDownLatch gate = gates.get(ticket.replayId());
        if (gate != null) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                assertThat(stop.requested()).isTrue();
                stopped.add(ticket.replayId());
            }
        }
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
        dispatcher.submit(new ReplayTicket("elsewhere", "root-z", true, 1, Instant.EPOCH));
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

    private void hold(String replayId) {
        gates.put(replayId, new CountDownLatch(1));
    }

    private static ReplayTicket dryRun(String replayId) {
        return new ReplayTicket(replayId, "root-a", false, 0, Instant.EPOCH);
    }

    private static ReplayTicket execute(String replayId, String root) {
        return new ReplayTicket(replayId, root, true, 0, Instant.EPOCH);
    }
}
