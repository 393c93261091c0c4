package io.byteor.validator.topology;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.ReplayAdmitted;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.control.Control;
import io.byteor.validator.decision.Outcomes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes what people want of replays, in the order of each replay. Who may say something of which replay is known from its
 * request on, so that one can be cancelled before anybody runs it.
 */
final class ControlDesk {
    private final CommandProcessor processor;

    ControlDesk(CommandProcessor processor) {
        this.processor = processor;
    }

    /** From now on the replay takes control; one of no known environment is about to be rejected and takes none. */
    void open(ReplayAdmitted admitted, Instant now) {
        EnvironmentSnapshot environment = admitted.getEnvironment();
        if (environment != null) {
            keep(Control.requested(admitted.getRequest(), environment.getName(), now));
        }
    }

    void take(ReplayControlRequested asked, Instant now) {
        String replayId = asked.getReplayId();
        try {
            ReplayControl standing = decoded(controls().get(replayId));
            boolean ended = processor.facts().ended(replayId);
            if (standing == null) {
                throw ended
                        ? new ByteorException(ErrorCode.REPLAY_SETTLED, "it has ended", "replayId", replayId)
                        : new ByteorException(
                                ErrorCode.REPLAY_NOT_FOUND, "no replay of this id was asked for", "replayId", replayId);
            }
            ReplayControl state = Control.asked(standing, asked, ended, now);
            processor.answer(Outcomes.of(state, asked.getCommandId(), now));
            if (!state.equals(standing)) {
                processor.send(Topic.REPLAY_CONTROL, replayId, state);
                keep(state);
            }
        } catch (ByteorException refusal) {
            refuse(asked, refusal, now);
        }
    }

    void refuse(ReplayControlRequested asked, ByteorException refusal, Instant now) {
        processor.answer(Outcomes.refused(asked.getCommandId(), Outcomes.REPLAY, asked.getReplayId(), refusal, now));
    }

    /** Forgets the replays that have ended, and takes back what was wanted of them. */
    void tidy() {
        List<ReplayControl> over = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = controls().all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                if (processor.facts().ended(entry.key)) {
                    over.add(Objects.requireNonNull(decoded(entry.value)));
                }
            }
        }
        for (ReplayControl state : over) {
            controls().delete(state.getReplayId());
            if (state.getRevision() > 0) {
                processor.retract(Topic.REPLAY_CONTROL, state.getReplayId());
            }
        }
    }

    private void keep(ReplayControl state) {
        controls().put(state.getReplayId(), processor.encoded(Topic.REPLAY_CONTROL, state));
    }

    private @Nullable ReplayControl decoded(byte @Nullable [] bytes) {
        return processor.decoded(Topic.REPLAY_CONTROL, ReplayControl.class, bytes);
    }

    private KeyValueStore<String, byte[]> controls() {
        return processor.store(Names.CONTROLS);
    }
}
