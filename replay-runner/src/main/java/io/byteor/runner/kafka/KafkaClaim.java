package io.byteor.runner.kafka;

import io.byteor.runner.replay.Claim;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.runner.target.TargetRefusedException;
import io.byteor.runner.target.TopicEffect;
import io.byteor.runner.target.kafka.EffectHeaders;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.StartRequested;
import io.byteor.schemas.governance.EscalationCase;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * A chunk is a transaction, written by a thread of its own. A send that fails shows at the commit, which then fails, and nothing
 * is written any more.
 */
final class KafkaClaim implements Claim {
    private static final Duration CLOSING = Duration.ofMillis(500);
    /** Records that are handed on together. */
    private static final int STEP_RECORDS = 256;

    private static final int STEP_BYTES = 256 << 10;
    /** Of what a record keeps in memory, all but key and value. */
    private static final int APART_FROM_VALUE = 256;

    private final ReplayTicket ticket;
    private final Producer<byte[], byte[]> producer;
    private final EventCodec codec;
    private final ReplayCheckpoint checkpoint;
    private final List<LedgerEntry> elsewhere;
    private final byte[] replayId;
    private final WriteBehind behind;
    private List<ProducerRecord<byte[], byte[]>> step = new ArrayList<>(STEP_RECORDS);
    private long stepBytes;
    /** Of the thread that writes, until that has ended. */
    private boolean open;

    private boolean broken;

    KafkaClaim(
            ReplayTicket ticket,
            Producer<byte[], byte[]> producer,
            EventCodec codec,
            ReplayCheckpoint checkpoint,
            List<LedgerEntry> elsewhere) {
        this.ticket = ticket;
        this.producer = producer;
        this.codec = codec;
        this.checkpoint = checkpoint;
        this.elsewhere = List.copyOf(elsewhere);
        this.replayId = ticket.replayId().getBytes(StandardCharsets.UTF_8);
        this.behind = new WriteBehind("write-" + ticket.replayId());
    }

    @Override
    public ReplayCheckpoint checkpoint() {
        return checkpoint;
    }

    @Override
    public List<LedgerEntry> appliedElsewhere() {
        return elsewhere;
    }

    @Override
    public void effect(TopicEffect effect) {
        send(new ProducerRecord<>(
                effect.topic(), null, effect.key(), effect.value(), EffectHeaders.of(effect.provenance())));
    }

    @Override
    public void action(ReplayAction action) {
        send(Topic.REPLAY_ACTION, replayId, action);
    }

    @Override
    public void askToStart(StartRequested request) {
        send(Topic.APPROVAL_COMMAND, request.getStartKey().getBytes(StandardCharsets.UTF_8), request);
    }

    @Override
    public void audit(ReplayAudited audit) {
        send(Topic.REPLAY_AUDITED, replayId, audit);
    }

    @Override
    public void escalate(EscalationDue due) {
        String caseId = EscalationCase.of(due.getCause(), due.getSubject());
        send(Topic.ESCALATION_COMMAND, caseId.getBytes(StandardCharsets.UTF_8), due);
    }

    @Override
    public void commit(ReplayCheckpoint next) {
        commitBehind(next);
        behind.await();
    }

    @Override
    public void commitBehind(ReplayCheckpoint next) {
        send(CheckpointRecords.of(codec, ticket.partition(), next));
        hand();
        behind.hand(this::commit, 0);
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            if (behind.end() && open && !broken) {
                // Else readers of the partition would wait for the transaction to time out.
                producer.abortTransaction();
            }
        } catch (KafkaException | IllegalStateException _) {
            // The next holder's initTransactions ends it.
        } finally {
            producer.close(CLOSING);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void send(Topic topic, byte[] key, SpecificRecord event) {
        send(new ProducerRecord<>(topic.topicName(), key, codec.encode(topic, event)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        step.add(record);
        stepBytes += APART_FROM_VALUE + record.value().length + (record.key() == null ? 0 : record.key().length);
        if (step.size() == STEP_RECORDS || stepBytes >= STEP_BYTES) {
            hand();
        }
    }

    private void hand() {
        List<ProducerRecord<byte[], byte[]>> records = step;
        step = new ArrayList<>(STEP_RECORDS);
        behind.hand(() -> write(records), stepBytes);
        stepBytes = 0;
    }

    private void write(List<ProducerRecord<byte[], byte[]>> records) {
        guarded("writing", () -> {
            if (!open) {
                producer.beginTransaction();
                open = true;
            }
            for (ProducerRecord<byte[], byte[]> record : records) {
                var _ = producer.send(record);
            }
        });
    }

    private void commit() {
        guarded("committing", () -> {
            producer.commitTransaction();
            open = false;
        });
    }

    private void guarded(String doing, Runnable work) {
        try {
            KafkaFailures.run(doing, work);
        } catch (RuntimeException e) {
            broken = true;
            for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof RecordTooLargeException) {
                    throw new IllegalStateException("a record is larger than its topic takes", e);
                }
                if (refused(cause)) {
                    throw new TargetRefusedException(cause.getClass().getSimpleName() + ": " + cause.getMessage(), e);
                }
            }
            throw e;
        }
    }

    /** Then the same chunk would fail each time, so this is no matter of claiming anew. */
    private static boolean refused(Throwable cause) {
        return cause instanceof InvalidRecordException // one without a key for a compacted topic, say
                || cause instanceof InvalidTimestampException
                || cause instanceof PolicyViolationException
                || cause instanceof InvalidTopicException
                || cause instanceof TopicAuthorizationException;
    }
}
