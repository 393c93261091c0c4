package io.byteor.ingest;

import io.byteor.ingest.capture.CaptureBundles;
import io.byteor.ingest.capture.RetireBundles;
import io.byteor.ingest.config.IngestConfig;
import io.byteor.ingest.guard.ByteQuota;
import io.byteor.ingest.kafka.AnnouncementLoop;
import io.byteor.ingest.kafka.BrokerConnection;
import io.byteor.ingest.store.CollectBlobs;
import io.byteor.schemas.answer.AnswerCounts;
import io.byteor.schemas.answer.AnswerLog;
import io.byteor.store.BundleCatalog;
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

/**
 * Tidies the store and recalls what agents have sent before the first upload, then keeps announcing and telling of refusals
 * until the service stops.
 */
@Singleton
class Lifecycle {
    private static final Duration STOP = Duration.ofSeconds(5);

    private final BundleStore store;
    private final ByteQuota quota;
    private final AnnouncementLoop announcements;
    private final AnswerLog answers;
    private final List<Thread> threads = new ArrayList<>();

    Lifecycle(
            BundleStore store,
            ByteQuota quota,
            AnswerCounts answers,
            BrokerConnection broker,
            CaptureBundles bundles,
            RetireBundles retirement,
            IngestConfig config) {
        CollectBlobs collection =
                new CollectBlobs(store, InstantSource.system(), config.collect().grace());
        this.store = store;
        this.quota = quota;
        this.announcements =
                new AnnouncementLoop(broker, bundles, chores(retirement, collection, config), config.sweepInterval());
        this.answers = new AnswerLog(answers, broker);
    }

    private static List<AnnouncementLoop.Chore> chores(
            RetireBundles retirement, CollectBlobs collection, IngestConfig config) {
        List<AnnouncementLoop.Chore> chores = new ArrayList<>();
        config.retention().age().ifPresent(age -> chores.add(() -> retirement.olderThan(age)));
        chores.add(collection::whenDue);
        return chores;
    }

    void start(@Observes StartupEvent event) throws IOException {
        store.discardUnfinished();
        try (Stream<BundleCatalog.Listed> stored = store.list()) {
            stored.forEach(bundle -> quota.recall(bundle.agent(), bundle.storedAt(), bundle.bytes()));
        }
        threads.add(Thread.ofPlatform().name("announcements").daemon().start(announcements));
        threads.add(Thread.ofPlatform().name("answers").daemon().start(answers));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(STOP);
        }
    }
}
