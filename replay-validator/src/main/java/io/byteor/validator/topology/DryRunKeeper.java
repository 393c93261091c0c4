package io.byteor.validator.topology;

import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.fact.CompletedDryRun;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, by selection digest, the audit of the dry-run that completed last, as the bytes it came in. Audits come in no order of
 * time across partitions, so the later end wins, whatever comes first; a restore takes the same way. What does not decode is no
 * dry-run.
 */
final class DryRunKeeper extends ContextualProcessor<String, byte[], Void, Void> {
    private final EventCodec codec;

    DryRunKeeper(EventCodec codec) {
        this.codec = codec;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        ReplayAudited audited = dryRun(record.value());
        if (audited == null || audited.getSelectionDigest() == null) {
            return;
        }
        KeyValueStore<String, byte @Nullable []> latest = context().getStateStore(Names.facts(Topic.REPLAY_AUDITED));
        ReplayAudited standing = dryRun(latest.get(audited.getSelectionDigest()));
        Instant end = standing == null ? Instant.MIN : standing.getFinishedAt();
        if (audited.getFinishedAt().isAfter(end)) {
            latest.put(audited.getSelectionDigest(), record.value());
        }
    }

    private @Nullable ReplayAudited dryRun(byte @Nullable [] bytes) {
        return bytes != null
                        && codec.decode(Topic.REPLAY_AUDITED, bytes) instanceof Decoded.Event(SpecificRecord event)
                        && event instanceof ReplayAudited audited
                        && CompletedDryRun.isOne(audited)
                ? audited
                : null;
    }
}
