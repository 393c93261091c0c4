package io.byteor.ingest;

import io.byteor.ingest.capture.CaptureBundles;
import io.byteor.ingest.capture.PassedOver;
import io.byteor.ingest.capture.RetireBundles;
import io.byteor.ingest.config.IngestConfig;
import io.byteor.ingest.guard.ByteQuota;
import io.byteor.ingest.kafka.AnnouncementLoop;
import io.byteor.ingest.kafka.BrokerConnection;
import io.byteor.ingest.store.CollectBlobs;
import io.byteor.schemas.answer.AnswerCounts;
import io.byteor.schemas.answer.AnswerLog;
import io.byteor.schemas.digest.Digest;
import io.byteor.store.BundleStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Tidies the store and recalls what agents have sent before the first upload, then keeps announcing and telling of refusals
 * until the service stops.
 */
@Singleton
class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final BundleStore store;
    private final ByteQuota quota;
    private final PassedOver passedOver;
    private final AnnouncementLoop announcements;
    private final AnnouncementLoop chores;
    private final AnswerLog answers;
    private volatile List<Thread> threads = List.of();

    Lifecycle(
            BundleStore store,
            ByteQuota quota,
            PassedOver passedOver,
            AnswerCounts answers,
            BrokerConnection broker,
            CaptureBundles bundles,
            RetireBundles retirement,
            IngestConfig config) {
        this.store = store;
        this.quota = quota;
        this.passedOver = passedOver;
        this.announcements = new AnnouncementLoop(List.of(() -> announce(broker, bundles)), config.sweepInterval());
        this.chores = new AnnouncementLoop(chores(store, retirement, config), config.sweepInterval());
        this.answers = new AnswerLog(answers, broker);
    }

    /** What may take long in a large store, and holds up no announcement. */
    private static List<AnnouncementLoop.Chore> chores(
            BundleStore store, RetireBundles retirement, IngestConfig config) {
        CollectBlobs collection =
                new CollectBlobs(store, InstantSource.system(), config.collect().grace());
        List<AnnouncementLoop.Chore> chores = new ArrayList<>();
        config.retention().age().ifPresent(age -> chores.add(() -> retirement.olderThan(age)));
        chores.add(collection::whenDue);
        return chores;
    }

    /** Connects to broker and registry, however long that takes, then announces. */
    private static void announce(BrokerConnection broker, CaptureBundles bundles) throws IOException {
        broker.connect();
        int announced = bundles.announceRemaining();
        if (announced > 0) {
            LOG.infof("announced %d bundles that had been stored and not announced", announced);
        }
    }

    void start(@Observes StartupEvent event) throws IOException {
        store.discardUnfinished();
        try (Stream<Digest> stored = store.list()) {
            stored.forEach(this::recall);
        }
        threads = List.of(
                Thread.ofPlatform().name("announcements").daemon().start(announcements),
                Thread.ofPlatform().name("chores").daemon().start(chores),
                Thread.ofPlatform().name("answers").daemon().start(answers));
    }

    private void recall(Digest bundleId) {
        try {
            store.head(bundleId).ifPresent(bundle -> quota.recall(bundle.agent(), bundle.storedAt(), bundle.bytes()));
        } catch (IOException e) {
            passedOver.bundle(bundleId, e);
        }
    }

    /** Whether the threads that were started go on. */
    boolean alive() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(STOP);
        }
    }
}
