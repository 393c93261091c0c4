package io.byteor.runner.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.runner.ReplayFixture;
import io.byteor.runner.control.Rest;
import io.byteor.runner.control.Wish;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayCheckpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that has asked to be left alone. */
class QuietTargetTest {
    private static final int RECORDS = 800;
    private static final int STRONG = ReplayFixture.strongOf(RECORDS);
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final FakeOutlet server = new FakeOutlet(false);
    private ReplayFixture incident;
    private RemoteWorld world;

    @BeforeEach
    void capture() throws Exception {
        incident = ReplayFixture.capture(folder.resolve("bundle"), RECORDS)
                .withTarget("{\"http\":{\"url\":\"https://alerts.example/\"}}");
        world = new RemoteWorld(incident);
    }

    @Test
    void beginsNoWindowBeforeTheTimeIsOver() {
        Duration asked = Duration.ofMillis(300);
        List<Long> sent = new ArrayList<>();
        server.beforeSending = () -> sent.add(System.nanoTime());
        server.readyIn = () -> sent.size() != 1 ? Duration.ZERO : asked.minusNanos(System.nanoTime() - sent.getFirst());

        AuditRecord audit = world.run(incident.execute(), server);

        assertThat(audit.actions().byDecision()).containsEntry("applied", (long) STRONG);
        assertThat(Duration.ofNanos(sent.get(1) - sent.getFirst())).isGreaterThanOrEqualTo(asked);
    }

    @Test
    void leavesNothingUnknownWhereItIsPausedMeanwhile() {
        ReplayAccepted accepted = incident.execute();
        server.readyIn = () -> {
            if (server.received.isEmpty()) {
                return Duration.ZERO;
            }
            world.stop.turn(new Wish.Pause("paused by olga"));
            return HOUR;
        };
        world.log.admit(accepted);

        assertThat(world.drive(accepted, server)).isEqualTo(Rest.PAUSED);
        ReplayCheckpoint paused = world.log.checkpoints.get(accepted.getReplayId());
        assertThat(paused.getDispatching()).isEmpty();
        assertThat(server.received).hasSize(FakeOutlet.WINDOW);
        server.readyIn = () -> Duration.ZERO;
        world.stop.turn(Wish.RUN);

        assertThat(world.runAgain(accepted, server).actions().byDecision()).containsEntry("applied", (long) STRONG);
    }

    @Test
    void waitsNoLongerThanTheReplayMayTake() {
        server.readyIn = () -> {
            if (server.received.isEmpty()) {
                return Duration.ZERO;
            }
            world.ahead = HOUR.plusSeconds(1);
            return HOUR;
        };

        AuditRecord audit = world.run(incident.execute(), server);

        assertThat(audit.outcome()).isEqualTo(ReplayOutcome.HALTED);
        assertThat(audit.outcomeReason()).startsWith("LIMIT_EXCEEDED: the replay takes longer");
        assertThat(server.received).hasSize(FakeOutlet.WINDOW);
    }
}
