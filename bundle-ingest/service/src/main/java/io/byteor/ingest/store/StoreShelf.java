package io.byteor.ingest.store;

import io.byteor.ingest.capture.BundleShelf;
import io.byteor.ingest.capture.CapturedFact;
import io.byteor.ingest.capture.PassedOver;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.store.BundleStore;
import io.byteor.store.StoredBundle;
import io.byteor.store.Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A shelf over an artifact store. */
public final class StoreShelf implements BundleShelf {
    private final BundleStore store;
    private final InstantSource clock;
    private final PassedOver passedOver;

    public StoreShelf(BundleStore store, InstantSource clock, PassedOver passedOver) {
        this.store = store;
        this.clock = clock;
        this.passedOver = passedOver;
    }

    @Override
    public Deposit begin() throws IOException {
        return new StoreDeposit(store.begin());
    }

    @Override
    public Optional<Incident> incident(Digest bundleId) throws IOException {
        Optional<StoredBundle> bundle = store.find(bundleId);
        return bundle.isPresent() ? Optional.of(StoredContent.incident(store, bundle.get())) : Optional.empty();
    }

    @Override
    public Optional<Kept> find(Digest bundleId) throws IOException {
        Optional<StoredBundle> bundle = store.find(bundleId);
        return bundle.isEmpty()
                ? Optional.empty()
                : Optional.of(new Kept(
                        fact(bundle.get(), StoredContent.incident(store, bundle.get())),
                        signatures(bundle.get()),
                        false,
                        store.isAnnounced(bundleId)));
    }

    @Override
    public List<Digest> keptBefore(Instant time) throws IOException {
        try (Stream<Digest> all = store.list()) {
            return all.filter(bundleId -> isKeptBefore(bundleId, time)).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean isKeptBefore(Digest bundleId, Instant time) {
        try {
            return store.head(bundleId)
                    .filter(bundle -> bundle.storedAt().isBefore(time))
                    .isPresent();
        } catch (IOException e) {
            passedOver.bundle(bundleId, e);
            return false;
        }
    }

    @Override
    public void markRetiring(Digest bundleId) throws IOException {
        store.markRetiring(bundleId);
    }

    @Override
    public List<Digest> retiring() throws IOException {
        return store.retiring();
    }

    @Override
    public boolean isStaying(Digest bundleId) throws IOException {
        return !store.isRetiring(bundleId) && store.head(bundleId).isPresent();
    }

    @Override
    public void remove(Digest bundleId) throws IOException {
        store.remove(bundleId);
    }

    @Override
    public void markUnannounced(Digest bundleId) throws IOException {
        store.markUnannounced(bundleId);
    }

    @Override
    public List<Digest> unannounced() throws IOException {
        return store.unannounced();
    }

    @Override
    public void markAnnounced(BundleCaptured bundle) throws IOException {
        store.markAnnounced(Digest.parse(bundle.getBundleId()));
    }

    @Override
    public boolean claimLine(Digest root, String agent, String environment) throws IOException {
        return store.claimLine(root, agent, environment);
    }

    @Override
    public boolean enterLine(Digest root, String agent, String environment) throws IOException {
        return store.enterLine(root, agent, environment);
    }

    static Kept kept(BundleStore store, Upload.Commit commit, Incident incident) throws IOException {
        return new Kept(
                fact(commit.bundle(), incident),
                signatures(commit.bundle()),
                commit.fresh(),
                !commit.fresh() && store.isAnnounced(commit.bundle().bundleId()));
    }

    private static Map<String, Digest> signatures(StoredBundle bundle) {
        return bundle.files().tailMap(BundleLayout.SIGNATURES).entrySet().stream()
                .takeWhile(file -> file.getKey().startsWith(BundleLayout.SIGNATURES))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> file.getValue().digest()));
    }

    /** As precise as an event can say it. */
    static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static BundleCaptured fact(StoredBundle bundle, Incident incident) {
        return CapturedFact.of(bundle.bundleId(), incident, bundle.directory(), bundle.storedAt(), bundle.files());
    }

    private final class StoreDeposit implements Deposit {
        private final Upload upload;

        private StoreDeposit(Upload upload) {
            this.upload = upload;
        }

        @Override
        public OutputStream create(String path) throws IOException {
            return upload.create(path);
        }

        @Override
        public Kept keep(VerifiedBundle bundle) throws IOException {
            return kept(store, upload.commit(bundle, now(clock)), bundle.incident());
        }

        @Override
        public void close() throws IOException {
            upload.close();
        }
    }
}
