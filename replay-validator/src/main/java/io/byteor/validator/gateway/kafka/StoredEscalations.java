package io.byteor.validator.gateway.kafka;

import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.governance.EscalationStatus;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.gateway.Page;
import io.byteor.validator.gateway.escalation.EscalationReader;
import io.byteor.validator.topology.run.KeyRange;
import io.byteor.validator.topology.run.ValidatorStreams;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Escalations out of the topology's global store. What does not decode, names something else than its key, or is of a status that
 * nobody knows, is not there.
 */
public final class StoredEscalations implements EscalationReader {
    private final ValidatorStreams streams;
    private final EventCodec codec;
    private final StoredPages pages;

    public StoredEscalations(ValidatorStreams streams, EventCodec codec, StoredPages pages) {
        this.streams = streams;
        this.codec = codec;
        this.pages = pages;
    }

    @Override
    public Optional<EscalationState> find(String escalationId) {
        return streams.reading(Topic.ESCALATION, store -> decoded(escalationId, store.get(escalationId)));
    }

    @Override
    public Page<EscalationState> page(@Nullable String after, int limit, Predicate<EscalationState> filter) {
        return pages.page(
                Topic.ESCALATION,
                KeyRange.behind(after),
                limit,
                (key, event) -> event instanceof EscalationState state && isOne(state, key) && filter.test(state)
                        ? Optional.of(state)
                        : Optional.empty());
    }

    private Optional<EscalationState> decoded(String key, byte @Nullable [] bytes) {
        return bytes != null
                        && codec.decode(Topic.ESCALATION, bytes) instanceof Decoded.Event(EscalationState state)
                        && isOne(state, key)
                ? Optional.of(state)
                : Optional.empty();
    }

    private static boolean isOne(EscalationState state, String key) {
        return state.getEscalationId().equals(key) && EscalationStatus.isKnown(state);
    }
}
