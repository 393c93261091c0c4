package io.byteor.schemas.bundle.archive;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleSource;
import io.byteor.schemas.error.ByteorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files in an archive on disk, below its one top folder, as often as they are asked for.
 *
 * @param archive tar, plain or compressed with gzip or zstandard
 * @param limits on its names, its count of files and its expansion
 */
public record TarSource(Path archive, BundleLimits limits) implements BundleSource {
    /** @throws ByteorException as a {@link TarReader} does; PATH_REFUSED for a second top folder; FILES_EXCEEDED */
    @Override
    public void forEach(FileVisitor visitor) throws IOException {
        try (InputStream stored = Files.newInputStream(archive);
                InputStream tar = Archive.open(stored, limits)) {
            TarReader reader = new TarReader(tar, limits.pathBytes());
            TopFolder top = new TopFolder(limits);
            while (reader.next()) {
                String path = top.strip(reader);
                if (!reader.folder()) {
                    visitor.file(path, reader.size(), reader.content());
                }
            }
        }
    }
}
