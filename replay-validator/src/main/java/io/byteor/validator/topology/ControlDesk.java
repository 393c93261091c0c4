package io.byteor.validator.topology;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.control.Control;
import io.byteor.validator.decision.Outcomes;
import io.byteor.validator.decision.Outcomes.About;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes what people want of replays, in the order of each replay. Who may say something of which replay is known from its
 * request on, so that one can be cancelled before anybody runs it.
 */
final class ControlDesk {
    private final CommandProcessor processor;
    private final Function<String, Optional<String>> environments;

    /** @param environments where a replay runs, by its id; empty for one that takes no control */
    ControlDesk(CommandProcessor processor, Function<String, Optional<String>> environments) {
        this.processor = processor;
        this.environments = environments;
    }

    void take(ReplayControlRequested asked, Instant now) {
        CommandLog log = new CommandLog(processor);
        if (log.repeated(asked.getCommandId())) {
            return;
        }
        String replayId = asked.getReplayId();
        boolean ended = processor.facts().ended(replayId);
        Optional<ReplayControl> known = standing(asked);
        if (known.isEmpty()) {
            refuse(asked, null, unknown(replayId, ended), now);
            return;
        }
        ReplayControl standing = known.get();
        try {
            ReplayControl state = Control.asked(standing, asked, ended, now);
            log.answer(Outcomes.of(state, asked.getCommandId(), now), () -> putIfOther(standing, state), now);
        } catch (ByteorException refusal) {
            log.answer(refused(asked, standing.getEnvironment(), refusal, now), now);
        }
    }

    private static ByteorException unknown(String replayId, boolean ended) {
        return ended
                ? new ByteorException(ErrorCode.REPLAY_SETTLED, "it has ended", "replayId", replayId)
                : new ByteorException(
                        ErrorCode.REPLAY_NOT_FOUND, "no replay of this id was asked for", "replayId", replayId);
    }

    /** What is wanted already stays with who wanted it first. */
    private void putIfOther(ReplayControl before, ReplayControl after) {
        if (!after.equals(before)) {
            String replayId = after.getReplayId();
            controls().put(replayId, processor.send(Topic.REPLAY_CONTROL, replayId, after));
        }
    }

    /** @param environment where the replay runs; null where that is unknown */
    void refuse(ReplayControlRequested asked, @Nullable String environment, ByteorException refusal, Instant now) {
        processor.answer(refused(asked, environment, refusal, now));
    }

    private static CommandOutcome refused(
            ReplayControlRequested asked, @Nullable String environment, ByteorException refusal, Instant now) {
        return Outcomes.refused(About.replay(asked.getCommandId(), asked.getReplayId(), environment), refusal, now);
    }

    /** Takes back what was wanted of a replay that has ended and whose control is kept no longer. */
    void takeBack(KeyValue<String, byte[]> control) {
        processor.retract(Topic.REPLAY_CONTROL, control.key);
    }

    /** What is wanted of the replay; that of one of which nobody has wanted anything yet is not kept. */
    private Optional<ReplayControl> standing(ReplayControlRequested asked) {
        return Optional.ofNullable(processor.decoded(
                        Topic.REPLAY_CONTROL, ReplayControl.class, controls().get(asked.getReplayId())))
                .or(() -> environments
                        .apply(asked.getReplayId())
                        .map(environment -> Control.unasked(asked, environment)));
    }

    private KeyValueStore<String, byte[]> controls() {
        return processor.store(Names.CONTROLS);
    }
}
