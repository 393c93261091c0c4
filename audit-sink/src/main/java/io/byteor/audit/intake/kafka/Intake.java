package io.byteor.audit.intake.kafka;

import io.byteor.audit.config.RegistryConfig;
import io.byteor.audit.config.SinkConfig;
import io.byteor.audit.intake.AuditStore;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.kafka.TopicProvisioner;
import io.byteor.schemas.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Brings the intake up and down with the service: topics, codec, then some loops that share the actions, and one for everything
 * else, so that a flood of actions does not hold up the rest. Comes up by itself when broker and registry do.
 */
@ApplicationScoped
public class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Duration STOP = Duration.ofSeconds(20);
    /** Few, so that preparing them goes on beside the store's work in small steps. */
    private static final int MOST_AT_A_POLL = 2_000;

    private static final Set<Topic> ACTIONS = EnumSet.of(Topic.REPLAY_ACTION);
    private static final Set<Topic> FACTS = EnumSet.of(
            Topic.REPLAY_REQUESTED,
            Topic.REPLAY_DECIDED,
            Topic.REPLAY_START,
            Topic.REPLAY_CONTROL,
            Topic.REPLAY_AUDITED,
            Topic.BUNDLE_CAPTURED,
            Topic.APPROVAL_STATE,
            Topic.ESCALATION,
            Topic.REGISTRY_HISTORY,
            Topic.ACCESS);

    private final SinkConfig config;
    private final RegistryConfig registry;
    private final ClientSettings settings;
    private final AuditStore store;
    private final OpenCodec opened;
    private final MeterRegistry meters;
    private final List<IntakeLoop> loops = new CopyOnWriteArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("intake").unstarted(this::run);
    private volatile boolean stopping;

    Intake(
            SinkConfig config,
            RegistryConfig registry,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            AuditStore store,
            OpenCodec opened,
            MeterRegistry meters) {
        this.config = config;
        this.registry = registry;
        this.settings = ClientSettings.of(bootstrapServers);
        this.store = store;
        this.opened = opened;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        loops.forEach(IntakeLoop::stop);
        if (loops.isEmpty()) {
            thread.interrupt();
        }
        if (!thread.join(STOP)) {
            LOG.warn("the intake did not end in time; what it had not committed will be taken at the next start");
            thread.interrupt();
        }
    }

    /** Whether every loop takes records. */
    boolean taking() {
        return !loops.isEmpty()
                && faults().isEmpty()
                && loops.stream().allMatch(loop -> loop.state() == IntakeLoop.State.TAKING);
    }

    /** What keeps loops from taking records until somebody does something. */
    List<ByteorException> faults() {
        return loops.stream().flatMap(loop -> loop.fault().stream()).toList();
    }

    /** Whether the intake runs, or is on its way up. */
    boolean alive() {
        return thread.isAlive() && loops.stream().noneMatch(loop -> loop.state() == IntakeLoop.State.ENDED);
    }

    private void run() {
        try {
            ensureTopics();
            try (EventCodec codec = RegistryEventCodec.open(
                            new RegistrySettings(registry.url(), registry.register()), topics(), new Outages());
                    DeadLetters deadLetters = new DeadLetters(
                            new KafkaProducer<>(settings.rawProducer(config.instanceId() + "-dead-letter")))) {
                opened.open(codec);
                IntakeMetrics metrics = new IntakeMetrics(meters);
                List<Thread> running = new ArrayList<>();
                running.add(launch("facts", "facts", FACTS, codec, deadLetters, metrics));
                for (int i = 0; i < config.threads(); i++) {
                    running.add(launch("actions", "actions-" + i, ACTIONS, codec, deadLetters, metrics));
                }
                if (stopping) {
                    loops.forEach(IntakeLoop::stop);
                }
                for (Thread loop : running) {
                    loop.join();
                }
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("interrupted while coming up");
        } catch (RuntimeException e) {
            LOG.error("the intake cannot run", e);
            throw e;
        }
    }

    private Thread launch(
            String role,
            String member,
            Set<Topic> topics,
            EventCodec codec,
            DeadLetters deadLetters,
            IntakeMetrics metrics) {
        String name = config.instanceId() + "-" + member;
        Map<String, Object> consumer =
                ClientSettings.inGroup(settings.rawConsumer(name), config.group() + "-" + role, name);
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(config.batchRecords(), MOST_AT_A_POLL));
        consumer.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, config.batchBytes());
        KafkaConsumer<byte[], byte[]> client = new KafkaConsumer<>(consumer);
        new KafkaClientMetrics(client).bindTo(meters);
        var limits = new IntakeLoop.Limits(config.batchRecords(), config.batchBytes(), config.retryPause());
        IntakeLoop loop = new IntakeLoop(client, topics, codec, store, deadLetters, metrics, limits);
        loops.add(loop);
        return Thread.ofPlatform().name("intake-" + member).start(loop);
    }

    private void ensureTopics() throws InterruptedException {
        while (true) {
            try (Admin admin = Admin.create(settings.admin(config.instanceId() + "-admin"))) {
                Set<Topic> topics = topics();
                topics.add(Topic.DEAD_LETTER);
                TopicProvisioner.ensure(admin, topics);
                return;
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                LOG.warnf("the topics cannot be looked at yet: %s", e.getMessage());
                Thread.sleep(config.retryPause());
            }
        }
    }

    private static Set<Topic> topics() {
        Set<Topic> topics = EnumSet.copyOf(ACTIONS);
        topics.addAll(FACTS);
        return topics;
    }

    private static final class Outages implements RegistryListener {
        @Override
        public void unreachable(String purpose, int attempt, RuntimeException cause) {
            LOG.warnf("the schema registry does not answer (%s, attempt %d): %s", purpose, attempt, cause.getMessage());
        }

        @Override
        public void reachableAgain(Duration outage) {
            LOG.infof("the schema registry answers again after %s", outage);
        }
    }
}
