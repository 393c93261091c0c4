package io.byteor.runner.bundle.store;

import io.byteor.runner.bundle.Artifacts;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.store.ArtifactReader;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;

/** Reads from a store; what it lacks is a finding about the bundle, not a failure of the store. */
public record StoredArtifacts(ArtifactReader store) implements Artifacts {
    @Override
    public SeekableByteChannel open(Digest bundleId, String path) throws IOException {
        try {
            return store.open(bundleId, path);
        } catch (NoSuchFileException e) {
            throw new ByteorException(
                    ErrorCode.FILE_NOT_FOUND, "the store holds the file of the bundle", path, bundleId, e);
        }
    }
}
