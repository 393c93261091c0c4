package io.byteor.bench.execute;

import io.byteor.bench.kafka.Arrivals;
import io.byteor.runner.kafka.RunnerClients;
import io.byteor.runner.kafka.RunnerEngine;
import io.byteor.runner.replay.ChunkLimits;
import io.byteor.runner.replay.RunListener;
import io.byteor.schemas.audit.AuditJson;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.StartGranted;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.InMemoryEventCodec;
import io.byteor.schemas.kafka.TopicProvisioner;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The whole runner in this process, with the chunks that it has where nothing else is set; only the registry is left out. */
final class RunnerInProcess implements AutoCloseable {
    /** The target of every record. */
    static final String TOPIC = "bench.execute";

    private final CapturedLoad load;
    private final ClientSettings clients;
    private final EventCodec codec = new InMemoryEventCodec();
    private final String topic;
    private final RunnerEngine engine;

    RunnerInProcess(BrokerProcess broker, CapturedLoad load) throws InterruptedException, ExecutionException {
        this.load = load;
        this.clients = broker.clients();
        this.topic = broker.newTopic(TOPIC);
        try (Admin admin = Admin.create(clients.admin("bench-admin"))) {
            TopicProvisioner.ensure(admin, RunnerEngine.TOPICS);
        }
        this.engine = new RunnerEngine(
                new RunnerClients(clients, "bench"),
                InMemoryEventCodec::new,
                load.artifacts(),
                (_, target, _) -> {
                    throw new IllegalStateException("no way is laid to " + target);
                },
                RunListener.NONE,
                new ChunkLimits(50_000, Duration.ofMillis(100), Duration.ofSeconds(1)),
                1,
                InstantSource.system());
        engine.start();
    }

    /** Records each second, from when the replay has its start until its audit can be read. */
    double run() throws InterruptedException, ExecutionException {
        ReplayAccepted accepted = load.execute(topic);
        try (var audits = new Arrivals(clients, Topic.REPLAY_AUDITED.topicName());
                var producer = new KafkaProducer<String, byte[]>(clients.producer("bench-decisions"))) {
            Instant now = CapturedLoad.now();
            StartGranted granted = new StartGranted(accepted.getReplayId(), accepted.getStartKey(), now);
            send(producer, Topic.REPLAY_START, accepted.getReplayId(), granted);
            send(producer, Topic.REPLAY_DECIDED, accepted.getBundle().getRootBundleId(), accepted);
            byte[] value = audits.await(1).getFirst().value();
            Instant seen = Instant.now();
            AuditRecord audit = audit(value);
            Long applied = audit.actions().byDecision().get("applied");
            if (applied == null || applied != load.records()) {
                throw new IllegalStateException("the execute ended otherwise: " + audit);
            }
            return load.records() / (Duration.between(audit.startedAt(), seen).toNanos() / 1e9);
        }
    }

    private void send(KafkaProducer<String, byte[]> producer, Topic to, String key, SpecificRecord event)
            throws InterruptedException, ExecutionException {
        producer.send(new ProducerRecord<>(to.topicName(), key, codec.encode(to, event)))
                .get();
    }

    private AuditRecord audit(byte[] value) {
        if (codec.decode(Topic.REPLAY_AUDITED, value) instanceof Decoded.Event(ReplayAudited audited)) {
            return AuditJson.read(audited.getAudit());
        }
        throw new IllegalStateException("no audit: " + codec.decode(Topic.REPLAY_AUDITED, value));
    }

    @Override
    public void close() {
        engine.close();
        codec.close();
    }
}
