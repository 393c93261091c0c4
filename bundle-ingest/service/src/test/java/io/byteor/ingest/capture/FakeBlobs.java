package io.byteor.ingest.capture;

import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Blobs in memory, per agent; bundles put together from them go to a fake shelf. */
final class FakeBlobs implements BlobShelf {
    private final FakeShelf shelf;
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    int open;
    int assembled;

    FakeBlobs(FakeShelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public Optional<Shelved> find(String agent, Digest blob) {
        byte[] content = blobs.get(agent + blob);
        return content == null
                ? Optional.empty()
                : Optional.of(new Shelved(content.length, used.contains(agent + blob)));
    }

    @Override
    public void put(String agent, byte[] content) {
        putAs(agent, Digest.of(content), content);
    }

    /** Whatever its digest: content that went bad where it lies. */
    void putAs(String agent, Digest blob, byte[] content) {
        blobs.put(agent + blob, content);
    }

    @Override
    public Assembly assemble(String agent, SortedMap<String, Digest> files) {
        open++;
        assembled++;
        return new Assembly() {
            @Override
            public void forEach(FileVisitor visitor) throws IOException {
                for (var file : files.entrySet()) {
                    byte[] content = Objects.requireNonNull(blobs.get(agent + file.getValue()));
                    visitor.file(file.getKey(), content.length, new ByteArrayInputStream(content));
                }
            }

            @Override
            public BundleShelf.Kept keep(VerifiedBundle bundle) {
                files.values().forEach(blob -> used.add(agent + blob));
                return shelf.keep(bundle);
            }

            @Override
            public void close() {
                open--;
            }
        };
    }
}
