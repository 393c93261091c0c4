package io.byteor.ingest;

import io.byteor.ingest.capture.CaptureBundles;
import io.byteor.ingest.config.IngestConfig;
import io.byteor.ingest.guard.ByteQuota;
import io.byteor.ingest.kafka.AnnouncementLoop;
import io.byteor.ingest.kafka.BrokerConnection;
import io.byteor.store.BundleCatalog;
import io.byteor.store.BundleStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tidies the store and recalls what agents have sent before the first upload, then keeps announcing until the service stops. */
@Singleton
class Lifecycle {
    private static final Duration STOP = Duration.ofSeconds(5);

    private final BundleStore store;
    private final ByteQuota quota;
    private final AnnouncementLoop announcements;
    private @Nullable Thread loop;

    Lifecycle(
            BundleStore store, ByteQuota quota, BrokerConnection broker, CaptureBundles bundles, IngestConfig config) {
        this.store = store;
        this.quota = quota;
        this.announcements = new AnnouncementLoop(broker, bundles, config.sweepInterval());
    }

    void start(@Observes StartupEvent event) throws IOException {
        store.discardUnfinished();
        try (Stream<BundleCatalog.Listed> stored = store.list()) {
            stored.forEach(bundle -> quota.recall(bundle.agent(), bundle.storedAt(), bundle.bytes()));
        }
        loop = Thread.ofPlatform().name("announcements").daemon().start(announcements);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        Thread running = loop;
        if (running != null) {
            running.interrupt();
            running.join(STOP);
        }
    }
}
