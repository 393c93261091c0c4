package io.byteor.ingest.store;

import io.byteor.schemas.bundle.Manifest;
import io.byteor.schemas.bundle.verify.BundleSource;
import io.byteor.store.ArtifactReader;
import io.byteor.store.StoredBundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** The files of a stored bundle, in canonical order. */
public final class StoredFiles implements BundleSource {
    private final ArtifactReader artifacts;
    private final StoredBundle bundle;

    public StoredFiles(ArtifactReader artifacts, StoredBundle bundle) {
        this.artifacts = artifacts;
        this.bundle = bundle;
    }

    /** @throws NoSuchFileException where the store has lost one */
    @Override
    public void forEach(FileVisitor visitor) throws IOException {
        for (String path : paths()) {
            visit(visitor, path);
        }
    }

    /** The same without those that the store has lost, so that their lack can be judged. */
    public BundleSource remaining() {
        return visitor -> {
            for (String path : paths()) {
                try {
                    visit(visitor, path);
                } catch (NoSuchFileException lost) {
                    continue; // the manifest names it
                }
            }
        };
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>(bundle.files().keySet());
        paths.sort(Manifest.PATH_ORDER);
        return paths;
    }

    private void visit(FileVisitor visitor, String path) throws IOException {
        try (SeekableByteChannel channel = StoredContent.channel(artifacts, bundle, path);
                InputStream content = Channels.newInputStream(channel)) {
            visitor.file(path, channel.size(), content);
        }
    }
}
