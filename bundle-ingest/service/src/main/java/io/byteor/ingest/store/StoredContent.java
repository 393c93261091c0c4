package io.byteor.ingest.store;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.store.ArtifactReader;
import io.byteor.store.StoredBundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;

/** Reads the files of a stored bundle. */
public final class StoredContent {
    private StoredContent() {}

    /**
     * The file at a path.
     *
     * @throws ByteorException FILE_NOT_FOUND where the bundle has none there
     */
    public static BundleFile file(StoredBundle bundle, String path) {
        BundleFile file = bundle.files().get(path);
        if (file == null) {
            throw new ByteorException(
                    ErrorCode.FILE_NOT_FOUND, "one of the paths in the bundle's manifests", "path", path);
        }
        return file;
    }

    /** Opens the content of the file at a path; throws as {@link #file}. */
    public static InputStream open(ArtifactReader artifacts, StoredBundle bundle, String path) throws IOException {
        return Channels.newInputStream(channel(artifacts, bundle, path));
    }

    /** As {@link #open}, for reading from anywhere. */
    public static SeekableByteChannel channel(ArtifactReader artifacts, StoredBundle bundle, String path)
            throws IOException {
        file(bundle, path);
        return artifacts.open(bundle.bundleId(), path);
    }

    public static Incident incident(ArtifactReader artifacts, StoredBundle bundle) throws IOException {
        try (InputStream in = open(artifacts, bundle, BundleLayout.INCIDENT)) {
            return Incident.parse(in.readAllBytes());
        }
    }
}
