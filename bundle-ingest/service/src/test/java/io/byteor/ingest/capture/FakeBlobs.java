package io.byteor.ingest.capture;

import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;

/** Blobs in memory, per agent; bundles put together from them go to a fake shelf. */
final class FakeBlobs implements BlobShelf {
    private final FakeShelf shelf;
    private final Map<String, byte[]> blobs = new HashMap<>();
    int open;
    int assembled;

    FakeBlobs(FakeShelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public OptionalLong size(String agent, Digest blob) {
        byte[] content = blobs.get(agent + blob);
        return content == null ? OptionalLong.empty() : OptionalLong.of(content.length);
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
                return shelf.keep(bundle);
            }

            @Override
            public void close() {
                open--;
            }
        };
    }
}
