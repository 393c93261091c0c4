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
        ArtifactReader.Artifacts files = artifacts.artifacts(bundle.bundleId());
        for (String path : paths()) {
            visit(files, visitor, path);
        }
    }

    /** The same without those that the store has lost, so that their lack can be judged. */
    public BundleSource remaining() {
        return visitor -> {
            ArtifactReader.Artifacts files = artifacts.artifacts(bundle.bundleId());
            for (String path : paths()) {
                try {
                    visit(files, visitor, path);
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

    private static void visit(ArtifactReader.Artifacts files, FileVisitor visitor, String path) throws IOException {
        try (SeekableByteChannel channel = files.open(path);
                InputStream content = Channels.newInputStream(channel)) {
            visitor.file(path, channel.size(), content);
        }
    }
}
