package io.byteor.ingest.store;

import io.byteor.ingest.capture.BlobShelf;
import io.byteor.ingest.capture.BundleShelf.Kept;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.store.BundleStore;
import io.byteor.store.StagedBlob;
import io.byteor.store.StagedBundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;

/** Blobs in an artifact store's staging. */
public final class StagingShelf implements BlobShelf {
    private final BundleStore store;
    private final InstantSource clock;

    public StagingShelf(BundleStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Optional<Shelved> find(String agent, Digest blob) throws IOException {
        return store.find(agent, blob)
                .filter(StagedBlob::complete)
                .map(staged -> new Shelved(staged.total(), staged.used()));
    }

    @Override
    public void put(String agent, byte[] content) throws IOException {
        Digest blob = Digest.of(content);
        if (find(agent, blob).isEmpty()) {
            try (InputStream in = new ByteArrayInputStream(content)) {
                store.append(agent, blob, 0, content.length, in);
            }
        }
    }

    @Override
    public Assembly assemble(String agent, SortedMap<String, Digest> files) throws IOException {
        return new StagedAssembly(store.assemble(agent, files));
    }

    private final class StagedAssembly implements Assembly {
        private final StagedBundle staged;

        private StagedAssembly(StagedBundle staged) {
            this.staged = staged;
        }

        @Override
        public void forEach(FileVisitor visitor) throws IOException {
            staged.forEach(visitor);
        }

        @Override
        public Kept keep(VerifiedBundle bundle) throws IOException {
            return StoreShelf.kept(store, staged.commit(bundle, StoreShelf.now(clock)), bundle.incident());
        }

        @Override
        public void close() throws IOException {
            staged.close();
        }
    }
}
