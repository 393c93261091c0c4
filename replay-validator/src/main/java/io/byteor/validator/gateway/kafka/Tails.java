package io.byteor.validator.gateway.kafka;

import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.ReplayProgressed;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.gateway.OutcomeBoard;
import io.byteor.validator.gateway.ProgressBoard;
import io.byteor.validator.topology.run.Loop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** What the gateway hears: outcomes for those who wait for them, progress for those who watch. Each on a thread of its own. */
public final class Tails implements AutoCloseable {
    private final TopicTail outcomes;
    private final Loop following;
    private final Loop watching;

    public Tails(
            ClientSettings clients,
            String instanceId,
            EventCodec codec,
            OutcomeBoard board,
            ProgressBoard progress,
            Duration lookBack) {
        InstantSource clock = InstantSource.system();
        this.outcomes = new TopicTail(
                clients,
                instanceId + "-outcomes",
                codec,
                Topic.COMMAND_OUTCOME,
                (commandId, event) -> board.post(commandId, () -> outcome(commandId, event.get())),
                lookBack,
                clock);
        TopicTail progressed = new TopicTail(
                clients,
                instanceId + "-progress",
                codec,
                Topic.REPLAY_PROGRESS,
                (_, event) -> event.get().map(ReplayProgressed.class::cast).ifPresent(progress::post),
                lookBack,
                clock);
        this.following = new Loop("outcome-tail", outcomes::follow);
        this.watching = new Loop("progress-tail", progressed::follow);
    }

    /** What the event says of the command that its key names. */
    public static Optional<CommandOutcome> outcome(String commandId, Optional<SpecificRecord> event) {
        return event.map(CommandOutcome.class::cast)
                .filter(outcome -> outcome.getCommandId().equals(commandId));
    }

    public void start() {
        following.start();
        watching.start();
    }

    /** Whether every outcome that stood at the start has been read. */
    public boolean isCaughtUp() {
        return outcomes.isCaughtUp();
    }

    @Override
    public void close() {
        watching.close();
        following.close();
    }
}
