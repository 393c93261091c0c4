package io.byteor.validator.topology;

import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.fact.CompletedDryRun;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, of all audits, which replays have one and, by selection digest, that of the dry-run that completed last, as the bytes it
 * came in. Audits come in no order of time across partitions, so the later end wins, whatever comes first; a restore takes the
 * same way. What does not decode is no audit.
 */
final class AuditKeeper extends ContextualProcessor<String, byte[], Void, Void> {
    private static final byte[] NOTHING = {};

    private final EventCodec codec;

    AuditKeeper(EventCodec codec) {
        this.codec = codec;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        ReplayAudited audited = audit(record.value());
        if (audited == null) {
            return;
        }
        KeyValueStore<String, byte @Nullable []> kept = context().getStateStore(Names.facts(Topic.REPLAY_AUDITED));
        kept.put(Names.end(audited.getReplayId()), NOTHING);
        if (CompletedDryRun.isOne(audited)) {
            keepLatest(audited, record.value(), kept);
        }
    }

    private void keepLatest(ReplayAudited dryRun, byte[] bytes, KeyValueStore<String, byte @Nullable []> kept) {
        String selection = Objects.requireNonNull(dryRun.getSelectionDigest());
        ReplayAudited standing = audit(kept.get(selection));
        if (standing == null || dryRun.getFinishedAt().isAfter(standing.getFinishedAt())) {
            kept.put(selection, bytes);
        }
    }

    private @Nullable ReplayAudited audit(byte @Nullable [] bytes) {
        return bytes != null
                        && codec.decode(Topic.REPLAY_AUDITED, bytes) instanceof Decoded.Event(SpecificRecord event)
                        && event instanceof ReplayAudited audited
                ? audited
                : null;
    }
}
