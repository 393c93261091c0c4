package io.byteor.e2e.sink.kafka;

import io.byteor.launcher.credential.ClientFile;
import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes actions and audits as runners do, at a steady rate, as far as it is let: several replays at a time, in transactions of a tenth of a second. One
 * transaction in ten is aborted and written again; one committed action in two hundred is written twice, as a runner that does not
 * know what came of a commit never does, but another producer might.
 */
public final class ActionFeed implements Runnable, AutoCloseable {
    private static final int AT_A_TIME = 8;
    private static final int TRANSACTIONS_A_SECOND = 10;
    private static final long NANOS = 1_000_000_000L;
    private static final int ONE_ABORTED_IN = 10;
    private static final int ONE_REPEATED_IN = 200;
    private static final Person SOMEBODY = new Person("https://byteor.local", "olga", false);
    private static final String BUNDLE = Digest.of(new byte[] {1}).toString();

    private final Plan plan;
    private final Random random;
    private final RegistryEventCodec codec;
    private final KafkaProducer<String, byte[]> producer;
    private volatile long written;
    private volatile long limit;

    public ActionFeed(ClientFile client, Plan plan, long seed) {
        this.plan = plan;
        this.random = new Random(seed);
        this.codec = RegistryEventCodec.open(
                new RegistrySettings(client.registry(), true),
                List.of(Topic.REPLAY_ACTION, Topic.REPLAY_AUDITED),
                RegistryListener.NONE);
        this.producer = new KafkaProducer<>(ClientSettings.of(client.bootstrapServers())
                .transactionalProducer("action-feed", "byteor-proof-action-feed"));
    }

    /**
     * How much is written.
     *
     * @param prefix of the replays' ids
     * @param actions of each replay
     * @param rate actions a second, all replays together
     * @param requestedAt when the replays were asked for, as their audits say; null for when these are written
     */
    public record Plan(
            String prefix,
            int replays,
            int actions,
            int rate,
            @Nullable Instant requestedAt) {
        public Plan(String prefix, int replays, int actions, int rate) {
            this(prefix, replays, actions, rate, null);
        }

        public String replayId(int replay) {
            return "%s-%05d".formatted(prefix, replay);
        }

        public long total() {
            return (long) replays * actions;
        }
    }

    /** Lets it write so many actions in all; it stands still there until it is let further. */
    public void allow(long actions) {
        limit = Math.min(actions, plan.total());
    }

    /** Actions in committed transactions so far, each counted once. */
    public long written() {
        return written;
    }

    @Override
    public void run() {
        producer.initTransactions();
        List<OpenReplay> open = new ArrayList<>();
        int begun = 0;
        long due = System.nanoTime();
        while (begun < plan.replays() || !open.isEmpty()) {
            while (open.size() < AT_A_TIME && begun < plan.replays()) {
                open.add(new OpenReplay(plan.replayId(begun++)));
            }
            if (written < limit) {
                transaction(open);
            }
            due = Math.max(due + NANOS / TRANSACTIONS_A_SECOND, System.nanoTime());
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private void transaction(List<OpenReplay> open) {
        if (random.nextInt(ONE_ABORTED_IN) == 0) {
            abort(open);
        }
        producer.beginTransaction();
        long end = Math.min(limit, written + plan.rate() / TRANSACTIONS_A_SECOND);
        long count = written;
        while (count < end && !open.isEmpty()) {
            OpenReplay replay = open.get(random.nextInt(open.size()));
            write(replay);
            count++;
            if (replay.tree.size() == plan.actions()) {
                audit(replay);
                open.remove(replay);
            }
        }
        producer.commitTransaction();
        written = count;
    }

    /** What nobody who reads committed records ever sees. */
    private void abort(List<OpenReplay> open) {
        producer.beginTransaction();
        for (OpenReplay replay : open) {
            send(Topic.REPLAY_ACTION, replay.id, encoded(action(replay.id, replay.tree.size())));
        }
        producer.flush();
        producer.abortTransaction();
    }

    private void write(OpenReplay replay) {
        ReplayAction action = action(replay.id, replay.tree.size());
        replay.tree.append(ActionForm.leafHash(action));
        byte[] encoded = encoded(action);
        send(Topic.REPLAY_ACTION, replay.id, encoded);
        if (random.nextInt(ONE_REPEATED_IN) == 0) {
            send(Topic.REPLAY_ACTION, replay.id, encoded);
        }
    }

    private byte[] encoded(ReplayAction action) {
        return codec.encode(Topic.REPLAY_ACTION, action);
    }

    private void send(Topic topic, String key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(topic.topicName(), key, value));
    }

    private ReplayAction action(String replayId, long seq) {
        boolean toLane = random.nextBoolean();
        byte[] payload = new byte[Digest.LENGTH];
        random.nextBytes(payload);
        byte[] key = new byte[random.nextInt(24)];
        random.nextBytes(key);
        return ReplayAction.newBuilder()
                .setReplayId(replayId)
                .setSeq(seq)
                .setRole("triage")
                .setLane("feed")
                .setStage(toLane ? "keep" : "alert")
                .setOriginLane("feed")
                .setOriginSequence(seq / 2)
                .setOrdinal((int) (seq % 2))
                .setTarget(toLane ? null : "alerts")
                .setToLane(toLane ? "strong" : null)
                .setDecision(toLane ? "emitted" : "would_apply")
                .setReason(random.nextInt(4) == 0 ? "größer als 4,5 \uD83C\uDF0B " + random.nextInt() : null)
                .setKey(random.nextBoolean() ? ByteBuffer.wrap(key) : null)
                .setPayloadSha256(random.nextInt(10) == 0 ? null : ByteBuffer.wrap(payload))
                .setPayloadBytes(random.nextInt(1 << 20))
                .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .build();
    }

    private void audit(OpenReplay replay) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Instant requestedAt = plan.requestedAt();
        long count = replay.tree.size();
        AuditRecord audit = new AuditRecord(
                AuditRecord.VERSION,
                replay.id,
                BUNDLE,
                "bundles/1",
                BUNDLE,
                new AuditRecord.Pipeline("quake-alerts 2.3.0", "quake-alerts 2.3.0", "same"),
                List.of(),
                new AuditRecord.Policy("demo", BUNDLE, "not_required", "dry_run"),
                List.of(),
                new AuditRecord.Actions(count, count, Digest.ofRaw(replay.tree.root()), Map.of(), Map.of(), null),
                null,
                ReplayOutcome.COMPLETED,
                List.of(),
                "",
                null,
                null,
                AuditEvents.text(SOMEBODY),
                List.of(),
                "action-feed",
                requestedAt == null ? now : requestedAt,
                now,
                now);
        send(
                Topic.REPLAY_AUDITED,
                replay.id,
                codec.encode(Topic.REPLAY_AUDITED, AuditEvents.audited(audit, BUNDLE, Mode.DRY_RUN, SOMEBODY, null)));
    }

    @Override
    public void close() {
        producer.close();
        codec.close();
    }

    /** A replay that is being written, with its tree so far. */
    private static final class OpenReplay {
        private final String id;
        private final MerkleTree tree = new MerkleTree();

        private OpenReplay(String id) {
            this.id = id;
        }
    }
}
