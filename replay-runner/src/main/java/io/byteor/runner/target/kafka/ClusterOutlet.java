package io.byteor.runner.target.kafka;

import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.target.Outlet;
import io.byteor.runner.target.Outlets.Sender;
import io.byteor.runner.target.Parcel;
import io.byteor.runner.target.TargetLostException;
import io.byteor.runner.walk.Ruling;
import io.byteor.schemas.audit.ActionDecision;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * The way to a topic on another cluster. A window is one transaction there, its effects and a marker of them; so after a failure
 * the markers tell what has been applied. What an earlier claim applied and nobody has recorded here yet stays in the markers of
 * this one: its windows need not be those of the other.
 */
final class ClusterOutlet implements Outlet {
    private static final Duration CLOSING = Duration.ofMillis(500);

    private final Sender sender;
    private final String topic;
    private final long largest;
    private final Markers markers;
    private final Producer<byte[], byte[]> producer;
    private final EffectLedger applied;
    private final EffectLedger elsewhere;

    /**
     * Shuts out whoever held the producer's transactional id, and only then reads the markers.
     *
     * @throws KafkaException if the cluster does not answer; the producer is closed then
     */
    ClusterOutlet(Sender sender, String topic, long largest, Markers markers, Producer<byte[], byte[]> producer) {
        this.sender = sender;
        this.topic = topic;
        this.largest = largest;
        this.markers = markers;
        this.producer = producer;
        this.elsewhere = new EffectLedger();
        EffectLedger own = new EffectLedger();
        try {
            producer.initTransactions();
            for (Marker marker : markers.read().values()) {
                if (marker.replayId().equals(sender.replayId())) {
                    own.addAll(marker.ledger());
                } else if (marker.mayConcern(topic)) {
                    elsewhere.addAll(marker.ledger());
                }
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        this.applied = own.ahead(sender.next());
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public EffectLedger applied() {
        return applied;
    }

    @Override
    public EffectLedger appliedElsewhere() {
        return elsewhere;
    }

    @Override
    public int window() {
        return Integer.MAX_VALUE;
    }

    @Override
    public long largest() {
        return largest;
    }

    @Override
    public List<Ruling> send(List<Parcel> window, BooleanSupplier cancelled) {
        EffectLedger marked = new EffectLedger();
        marked.addAll(applied);
        try {
            producer.beginTransaction();
            for (Parcel parcel : window) {
                var _ = producer.send(record(parcel));
                marked.add(parcel.place(), parcel.sequence());
            }
            var _ = producer.send(markers.record(
                    new Marker(sender.replayId(), sender.rootBundleId(), markers.target(), topic, marked.entries())));
            producer.commitTransaction();
        } catch (KafkaException | IllegalStateException e) {
            throw new TargetLostException("Kafka failed while writing to " + topic, e);
        }
        return Collections.nCopies(window.size(), Ruling.of(ActionDecision.APPLIED));
    }

    private ProducerRecord<byte[], byte[]> record(Parcel parcel) {
        return new ProducerRecord<>(topic, null, parcel.key(), parcel.payload(), EffectHeaders.of(parcel.provenance()));
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        producer.close(CLOSING);
        markers.admin().close(CLOSING);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
