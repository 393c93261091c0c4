package io.byteor.ingest;

import com.fasterxml.uuid.Generators;
import io.byteor.ingest.access.BundleAccesses;
import io.byteor.ingest.capture.BundleShelf;
import io.byteor.ingest.capture.CaptureBundles;
import io.byteor.ingest.capture.CommitBundle;
import io.byteor.ingest.capture.PassedOver;
import io.byteor.ingest.capture.RetireBundles;
import io.byteor.ingest.config.IngestConfig;
import io.byteor.ingest.config.RegistryConfig;
import io.byteor.ingest.config.StoreConfig;
import io.byteor.ingest.guard.ByteQuota;
import io.byteor.ingest.guard.IdleWatch;
import io.byteor.ingest.guard.Quarantine;
import io.byteor.ingest.guard.UploadGuard;
import io.byteor.ingest.guard.bucket4j.BucketRate;
import io.byteor.ingest.kafka.BrokerConnection;
import io.byteor.ingest.kafka.RegistryLog;
import io.byteor.ingest.store.ReadableBundles;
import io.byteor.ingest.store.StagingShelf;
import io.byteor.ingest.store.StoreShelf;
import io.byteor.ingest.store.Verifications;
import io.byteor.schemas.answer.AnswerCounts;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.store.BundleStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which part is made of which, in one place. */
@Dependent
class Assembly {
    private static final String NAME = "bundle-ingest";
    private static final int COUNTED_ANSWERS = 10_000;
    /** Documents that are held while bundles arrive have one part in so many of the heap. */
    private static final int DOCUMENTS_SHARE = 4;

    @Produces
    @Singleton
    BundleStore store(StoreConfig config, IngestConfig ingest) throws IOException {
        return config.location().open(ingest.guards().stagedBytes());
    }

    void close(@Disposes BundleStore store) throws IOException {
        store.close();
    }

    @Produces
    @Singleton
    BrokerConnection broker(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            RegistryConfig registry,
            IngestConfig config,
            Quarantine quarantine) {
        return new BrokerConnection(
                ClientSettings.of(bootstrapServers),
                new RegistrySettings(registry.url(), registry.register()),
                new RegistryLog(),
                config.announceTimeout(),
                (caseId, fact) -> quarantine.read(caseId, fact instanceof AgentQuarantined it ? it : null));
    }

    void disconnect(@Disposes BrokerConnection broker) {
        broker.close();
    }

    @Produces
    @Singleton
    ReadableBundles readableBundles(BundleStore store) {
        return new ReadableBundles(store);
    }

    @Produces
    @Singleton
    BundleAccesses bundleAccesses(BrokerConnection broker, MeterRegistry registry) {
        var ids = Generators.timeBasedEpochGenerator();
        BundleAccesses accesses =
                new BundleAccesses(broker, () -> ids.generate().toString(), InstantSource.system());
        FunctionCounter.builder("byteor.accesses.unfinished", accesses, BundleAccesses::lost)
                .description("Accesses of which byteor.access was not told how they ended")
                .register(registry);
        return accesses;
    }

    @Produces
    @Singleton
    BundleLimits limits(IngestConfig config) {
        IngestConfig.Limits limits = config.limits();
        return new BundleLimits(
                limits.files(),
                limits.bytes(),
                limits.documentBytes(),
                limits.manifestBytes(),
                limits.pathBytes(),
                limits.pathDepth(),
                limits.segments(),
                limits.expansion());
    }

    @Produces
    @Singleton
    BundleVerifier verifier(BundleLimits limits) {
        return new BundleVerifier(limits);
    }

    @Produces
    @Singleton
    Verifications verifications(BundleVerifier verifier, BundleStore store, IngestConfig config) {
        return new Verifications(verifier, store, config.guards().verifications());
    }

    void close(@Disposes Verifications verifications) {
        verifications.close();
    }

    @Produces
    @Singleton
    ByteQuota quota(IngestConfig config) {
        return new ByteQuota(config.guards().bytesPerDay(), InstantSource.system());
    }

    @Produces
    @Singleton
    IdleWatch idleWatch(IngestConfig config) {
        return new IdleWatch(config.guards().idle());
    }

    void close(@Disposes IdleWatch watch) {
        watch.close();
    }

    @Produces
    @Singleton
    AnswerCounts answerCounts(MeterRegistry registry) {
        AnswerCounts counts = new AnswerCounts(NAME, COUNTED_ANSWERS, InstantSource.system());
        FunctionCounter.builder("byteor.agent.responses.lost", counts, AnswerCounts::lost)
                .description("Refused requests that nobody was told of on byteor.agent.response")
                .register(registry);
        return counts;
    }

    @Produces
    @Singleton
    Quarantine quarantine() {
        return new Quarantine();
    }

    @Produces
    @Singleton
    UploadGuard uploadGuard(IngestConfig config, Quarantine quarantine, ByteQuota quota, IdleWatch watch) {
        IngestConfig.Guards guards = config.guards();
        return new UploadGuard(
                new UploadGuard.Allowance(
                        guards.requestsPerMinute(),
                        guards.uploads(),
                        guards.uploadsOfAll(),
                        guards.bodyBytes(),
                        Runtime.getRuntime().maxMemory() / DOCUMENTS_SHARE),
                quarantine,
                new BucketRate(guards.requestsPerMinute()),
                quota,
                watch);
    }

    @Produces
    @Singleton
    BundleShelf shelf(BundleStore store, PassedOver passedOver) {
        return new StoreShelf(store, InstantSource.system(), passedOver);
    }

    @Produces
    @Singleton
    CaptureBundles captureBundles(
            BundleVerifier verifier, BundleShelf shelf, BrokerConnection broker, PassedOver passedOver) {
        return new CaptureBundles(verifier, shelf, broker, passedOver, InstantSource.system());
    }

    @Produces
    @Singleton
    RetireBundles retireBundles(
            BundleShelf shelf, BrokerConnection broker, CaptureBundles bundles, PassedOver passedOver) {
        return new RetireBundles(shelf, broker, bundles, passedOver, InstantSource.system());
    }

    @Produces
    @Singleton
    CommitBundle commitBundle(
            BundleVerifier verifier,
            BundleLimits limits,
            BundleShelf shelf,
            CaptureBundles bundles,
            BundleStore store) {
        return new CommitBundle(verifier, limits, new StagingShelf(store, InstantSource.system()), shelf, bundles);
    }
}
