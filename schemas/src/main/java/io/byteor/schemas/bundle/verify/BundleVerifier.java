package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.archive.Archive;
import io.byteor.schemas.bundle.archive.TarReader;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Judges bundles. Memory is bounded by the limits' documents, manifests and count of files, never by the size of a journal.
 * Thread-safe.
 */
public final class BundleVerifier {
    private final BundleLimits limits;

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
        try (InputStream tar = Archive.open(archive, limits)) {
            return examine(new TarReader(tar, limits.pathBytes()), sink);
        }
    }

    private Examination examine(TarReader reader, FileSink sink) throws IOException {
        Inspection inspection = new Inspection(limits, sink);
        String top = "";
        for (long entries = 1; reader.next(); entries++) {
            requireEntries(entries, reader.path());
            String path = reader.path();
            int slash = path.indexOf('/');
            String folder = slash < 0 ? path : path.substring(0, slash);
            requireTopFolder(folder, path, slash >= 0 || reader.folder());
            if (top.isEmpty()) {
                top = folder;
            } else if (!top.equals(folder)) {
                throw new ByteorException(ErrorCode.PATH_REFUSED, "the archive has one top folder, " + top, path, path);
            }
            if (reader.folder()) {
                inspection.folder(slash < 0 ? "" : path.substring(slash + 1));
            } else {
                inspection.file(path.substring(slash + 1), reader.size(), reader.content());
            }
        }
        return inspection.conclude();
    }

    /** Folders may stand again, and so they would come without end. */
    private void requireEntries(long entries, String path) {
        long most = 3 * limits.files() + 2;
        if (entries > most) {
            throw new ByteorException(
                    ErrorCode.FILES_EXCEEDED, "an archive has at most " + most + " entries", path, entries);
        }
    }

    private static void requireTopFolder(String folder, String path, boolean inFolder) {
        if (!inFolder || folder.isEmpty() || folder.equals(".") || folder.equals("..")) {
            throw new ByteorException(ErrorCode.PATH_REFUSED, "everything lies in one named top folder", path, path);
        }
    }

    /**
     * Judges files that lie somewhere already.
     *
     * @throws ByteorException as for a stream
     */
    public Examination examine(BundleSource source) throws IOException {
        Inspection inspection = new Inspection(limits, FileSink.NOWHERE);
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
