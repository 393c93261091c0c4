package io.byteor.validator.topology;

import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.fact.CompletedDryRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, of all audits, which replays have one and, by selection digest, that of the dry-run that completed last, as the bytes it
 * came in. Audits come in no order of time across partitions, so the later end wins, whatever comes first; a restore takes the
 * same way. What does not decode is no audit.
 *
 * <p>All facts come over the thread that this runs on, so it does not wait for a schema registry that is away: an audit whose
 * schema nobody knows yet is put by, and taken with one that comes later, once the registry has answered.
 */
final class AuditKeeper extends ContextualProcessor<String, byte[], Void, Void> {
    /** How long a schema that was never asked for is waited for: less than a start tolerates of facts. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Most audits put by that are taken up when another comes. */
    private static final int MOST_TAKEN_UP = 1_000;

    /** How many of them may be in vain before the others are left for the next time. */
    private static final int MOST_IN_VAIN = 16;

    private static final byte[] NOTHING = {};

    private final EventCodec codec;
    /** False only where it is known that none is put by. */
    private boolean somePutBy = true;

    AuditKeeper(EventCodec codec) {
        this.codec = codec;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        KeyValueStore<String, byte @Nullable []> kept = context().getStateStore(Names.facts(Topic.REPLAY_AUDITED));
        if (somePutBy) {
            takeUp(kept);
        }
        if (!taken(record.value(), kept)) {
            kept.put(Names.undecoded(record.key()), record.value());
            somePutBy = true;
        }
    }

    private void takeUp(KeyValueStore<String, byte @Nullable []> kept) {
        List<String> done = new ArrayList<>();
        int inVain = 0;
        try (KeyValueIterator<String, byte[]> putBy = kept.range(Names.UNDECODED, Names.BEYOND_UNDECODED)) {
            while (putBy.hasNext() && inVain < MOST_IN_VAIN && done.size() < MOST_TAKEN_UP) {
                KeyValue<String, byte[]> audit = putBy.next();
                if (taken(audit.value, kept)) {
                    done.add(audit.key);
                } else {
                    inVain++;
                }
            }
            somePutBy = inVain > 0 || putBy.hasNext();
        }
        done.forEach(kept::delete);
    }

    /** False where it cannot be known yet what the audit says, or whether it counts. */
    private boolean taken(byte[] bytes, KeyValueStore<String, byte @Nullable []> kept) {
        return decoded(bytes)
                .map(it -> !(it instanceof Decoded.Event(ReplayAudited audited)) || taken(audited, bytes, kept))
                .orElse(false);
    }

    private boolean taken(ReplayAudited audited, byte[] bytes, KeyValueStore<String, byte @Nullable []> kept) {
        kept.put(Names.end(audited.getReplayId()), NOTHING);
        return !CompletedDryRun.isOne(audited) || latestKept(audited, bytes, kept);
    }

    private boolean latestKept(ReplayAudited dryRun, byte[] bytes, KeyValueStore<String, byte @Nullable []> kept) {
        String selection = Objects.requireNonNull(dryRun.getSelectionDigest());
        byte[] standing = kept.get(selection);
        Optional<Boolean> later =
                standing == null ? Optional.of(true) : decoded(standing).map(it -> isLater(dryRun, it));
        if (later.orElse(false)) {
            kept.put(selection, bytes);
        }
        return later.isPresent();
    }

    private static boolean isLater(ReplayAudited dryRun, Decoded standing) {
        return !(standing instanceof Decoded.Event(ReplayAudited before))
                || dryRun.getFinishedAt().isAfter(before.getFinishedAt());
    }

    private Optional<Decoded> decoded(byte[] bytes) {
        return codec.decodeWithin(Topic.REPLAY_AUDITED, bytes, PATIENCE);
    }
}
