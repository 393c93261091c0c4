package io.byteor.ingest.kafka;

import io.byteor.ingest.capture.Announcer;
import io.byteor.schemas.access.AccessChannel;
import io.byteor.schemas.access.kafka.KafkaAccesses;
import io.byteor.schemas.answer.AnswerChannel;
import io.byteor.schemas.answer.kafka.KafkaAnswers;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.event.AgentResponded;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.BundleDeleted;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.FactTail;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.kafka.TopicProvisioner;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * Announces through broker and registry once both have been reached; until then it answers UNAVAILABLE, so that uploads need
 * not wait for them to be there. Thread-safe.
 */
public final class BrokerConnection implements Announcer, AnswerChannel, AccessChannel, AutoCloseable {
    private static final String CLIENT_ID = "byteor-ingest";
    private static final long ANSWER_SECONDS = 2;
    private static final List<Topic> TOPICS =
            List.of(Topic.BUNDLE_CAPTURED, Topic.ACCESS, Topic.AGENT_RESPONSE, Topic.AGENT_QUARANTINE);

    private final Map<String, Object> settings;
    private final RegistrySettings registry;
    private final RegistryListener listener;
    private final Duration timeout;
    private final FactTail.Reader quarantines;
    private final Map<String, Object> reading;
    private final Admin admin;
    private volatile @Nullable Open open;

    /** @param quarantines told, from {@link #connect} on, which agents are in quarantine */
    public BrokerConnection(
            ClientSettings settings,
            RegistrySettings registry,
            RegistryListener listener,
            Duration timeout,
            FactTail.Reader quarantines) {
        this.settings = settings.promptProducer(CLIENT_ID, timeout);
        this.registry = registry;
        this.listener = listener;
        this.timeout = timeout;
        this.quarantines = quarantines;
        this.reading = settings.rawConsumer(CLIENT_ID + "-quarantine");
        this.admin = Admin.create(settings.admin(CLIENT_ID + "-admin"));
    }

    /**
     * Checks or makes the topics, pins the schemas, reads which agents are in quarantine, opens the producer. Waits for the registry however long it is away.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer
     * @throws IllegalStateException if a topic is not as the catalogue says
     */
    public synchronized void connect() {
        if (open == null) {
            TopicProvisioner.ensure(admin, TOPICS);
            EventCodec codec = RegistryEventCodec.open(registry, TOPICS, listener);
            FactTail tail = FactTail.open(new KafkaConsumer<>(reading), codec, Topic.AGENT_QUARANTINE, quarantines);
            tail.start();
            KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings);
            open = new Open(
                    codec,
                    tail,
                    producer,
                    new KafkaAnnouncer(producer, codec, timeout),
                    new KafkaAnswers(codec, producer),
                    new KafkaAccesses(codec, producer, timeout));
        }
    }

    @Override
    public void announce(BundleCaptured bundle) {
        announcer(bundle.getBundleId()).announce(bundle);
    }

    @Override
    public void announce(BundleDeleted bundle) {
        announcer(bundle.getBundleId()).announce(bundle);
    }

    private Announcer announcer(String bundleId) {
        Open connection = open;
        if (connection == null) {
            throw new ByteorException(
                    ErrorCode.UNAVAILABLE,
                    "the bundle is stored; it will be announced when broker and registry have been reached",
                    "bundleId",
                    bundleId);
        }
        return connection.announcer();
    }

    @Override
    public void publish(AgentResponded answers, Runnable lost) {
        Open connection = open;
        if (connection == null) {
            lost.run();
            return;
        }
        connection.answers().publish(answers, lost);
    }

    @Override
    public void tell(AccessRecorded access) {
        Open connection = open;
        if (connection == null) {
            throw new ByteorException(
                    ErrorCode.UNAVAILABLE, "nothing is handed out before broker and registry have been reached");
        }
        connection.accesses().tell(access);
    }

    @Override
    public void tell(AccessRecorded access, Runnable lost) {
        Open connection = open;
        if (connection == null) {
            lost.run();
            return;
        }
        connection.accesses().tell(access, lost);
    }

    /** Whether {@link #connect()} has come through and the broker answers now. */
    public boolean answers() {
        if (open == null) {
            return false;
        }
        try {
            admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        Open connection = open;
        if (connection != null) {
            connection.producer().close(timeout);
            connection.tail().close();
            connection.codec().close();
        }
        admin.close(timeout);
    }

    private record Open(
            EventCodec codec,
            FactTail tail,
            KafkaProducer<String, byte[]> producer,
            Announcer announcer,
            AnswerChannel answers,
            AccessChannel accesses) {}
}
