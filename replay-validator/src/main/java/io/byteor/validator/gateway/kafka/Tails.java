package io.byteor.validator.gateway.kafka;

import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.ReplayProgressed;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.Decoded;
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
    /** In bytes. It is names and numbers; the board counts those that it holds, not what they take. */
    private static final int LARGEST_PROGRESS = 64 << 10;

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
        board.readBy(outcomes(codec));
        this.outcomes =
                new TopicTail(clients, instanceId + "-outcomes", Topic.COMMAND_OUTCOME, board::post, lookBack, clock);
        TopicTail progressed = new TopicTail(
                clients,
                instanceId + "-progress",
                Topic.REPLAY_PROGRESS,
                (_, value) -> progress(codec, value).ifPresent(progress::post),
                lookBack,
                clock);
        this.following = new Loop("outcome-tail", outcomes::follow);
        this.watching = new Loop("progress-tail", progressed::follow);
    }

    /** Reads outcomes as they stand on their topic. One whose schema the registry has yet to tell has not been told yet either. */
    public static OutcomeBoard.Reading outcomes(EventCodec codec) {
        return (commandId, value) -> codec.decodeWithin(Topic.COMMAND_OUTCOME, value, PromptCodec.PATIENCE)
                .flatMap(Tails::event)
                .map(CommandOutcome.class::cast)
                .filter(outcome -> outcome.getCommandId().equals(commandId));
    }

    private static Optional<ReplayProgressed> progress(EventCodec codec, byte[] value) {
        return value.length > LARGEST_PROGRESS
                ? Optional.empty()
                : event(codec.decode(Topic.REPLAY_PROGRESS, value)).map(ReplayProgressed.class::cast);
    }

    private static Optional<SpecificRecord> event(Decoded decoded) {
        return decoded instanceof Decoded.Event(SpecificRecord event) ? Optional.of(event) : Optional.empty();
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
