package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.archive.Archive;
import io.byteor.schemas.bundle.archive.TarReader;
import io.byteor.schemas.bundle.archive.TopFolder;
import io.byteor.schemas.error.ByteorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Judges bundles. Memory is bounded by the limits' documents, manifests and count of files, never by the size of a journal.
 * Thread-safe.
 */
public final class BundleVerifier {
    private final BundleLimits limits;
    private final SoundSpecs specs = new SoundSpecs();

    public BundleVerifier(BundleLimits limits) {
        this.limits = limits;
    }

    /**
     * Judges a tar stream, plain or compressed with gzip or zstandard, that holds one bundle in one top folder of any name.
     * Reads to the stream's end and leaves it open.
     *
     * @param sink takes each file while it passes
     * @throws ByteorException ARCHIVE_UNREADABLE, ENTRY_REFUSED, PATH_REFUSED, EXPANSION_EXCEEDED or the code of the limit at
     *     once, before anything of the offending entry goes to the sink
     * @throws IOException if the stream or the sink fails
     */
    public Examination examine(InputStream archive, FileSink sink) throws IOException {
        return examine(archive, sink, DocumentMemory.UNBOUNDED);
    }

    /**
     * The same.
     *
     * @param memory for the documents
     */
    public Examination examine(InputStream archive, FileSink sink, DocumentMemory memory) throws IOException {
        try (InputStream tar = Archive.open(archive, limits)) {
            return examine(new TarReader(tar, limits.pathBytes()), new Inspection(limits, sink, memory, specs));
        }
    }

    private Examination examine(TarReader reader, Inspection inspection) throws IOException {
        TopFolder top = new TopFolder(limits);
        while (reader.next()) {
            String path = top.strip(reader);
            if (reader.folder()) {
                inspection.folder(path);
            } else {
                inspection.file(path, reader.size(), reader.content());
            }
        }
        return inspection.conclude();
    }

    /**
     * Judges files that lie somewhere already.
     *
     * @throws ByteorException as for a stream
     */
    public Examination examine(BundleSource source) throws IOException {
        return examine(source, FileSink.NOWHERE);
    }

    /**
     * The same.
     *
     * @param sink takes each file while it passes
     */
    public Examination examine(BundleSource source, FileSink sink) throws IOException {
        return examine(source, sink, DocumentMemory.UNBOUNDED);
    }

    /**
     * The same.
     *
     * @param memory for the documents
     */
    public Examination examine(BundleSource source, FileSink sink, DocumentMemory memory) throws IOException {
        Inspection inspection = new Inspection(limits, sink, memory, specs);
        source.forEach(inspection::file);
        return inspection.conclude();
    }

    /**
     * Judges a bundle directory.
     *
     * @throws ByteorException as for a stream; ENTRY_REFUSED for links and whatever else is no file
     */
    public Examination examine(Path directory) throws IOException {
        return examine(BundleSource.directory(directory));
    }
}
