package io.byteor.ingest.store;

import io.byteor.ingest.capture.BundleShelf;
import io.byteor.ingest.capture.CapturedFact;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.store.BundleStore;
import io.byteor.store.StoredBundle;
import io.byteor.store.Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A shelf over an artifact store. */
public final class StoreShelf implements BundleShelf {
    private final BundleStore store;
    private final InstantSource clock;

    public StoreShelf(BundleStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
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
    public List<BundleCaptured> unannounced() throws IOException {
        List<BundleCaptured> found = new ArrayList<>();
        for (Digest bundleId : store.unannounced()) {
            Optional<StoredBundle> bundle = store.find(bundleId);
            if (bundle.isPresent()) {
                found.add(fact(bundle.get(), StoredContent.incident(store, bundle.get())));
            }
        }
        return found;
    }

    @Override
    public void markAnnounced(BundleCaptured bundle) throws IOException {
        store.markAnnounced(Digest.parse(bundle.getBundleId()));
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
            Upload.Commit commit = upload.commit(bundle, clock.instant().truncatedTo(ChronoUnit.MICROS));
            return new Kept(
                    fact(commit.bundle(), bundle.incident()), commit.fresh(), store.isAnnounced(bundle.bundleId()));
        }

        @Override
        public void close() throws IOException {
            upload.close();
        }
    }
}
