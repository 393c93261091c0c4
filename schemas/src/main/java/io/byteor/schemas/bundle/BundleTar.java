package io.byteor.schemas.bundle;

import io.byteor.schemas.bundle.verify.BundleSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packs a bundle into a tar stream: one top folder, files in canonical order, no times or owners. */
public final class BundleTar {
    private static final String TOP_FOLDER = "bundle/";

    private BundleTar() {}

    /**
     * Writes the archive with its end marker and leaves the stream open. The bundle is not judged.
     *
     * @throws IOException if the directory cannot be read or the stream not be written
     */
    public static void write(Path directory, OutputStream out) throws IOException {
        write(BundleSource.directory(directory), out);
    }

    /**
     * As {@link #write(Path, OutputStream)}, for files that lie elsewhere.
     *
     * @param files in the order of {@link Manifest#PATH_ORDER}
     */
    public static void write(BundleSource files, OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        files.forEach((path, size, content) -> {
            TarArchiveEntry entry = new TarArchiveEntry(TOP_FOLDER + path);
            entry.setSize(size);
            entry.setModTime(0);
            tar.putArchiveEntry(entry);
            content.transferTo(tar);
            tar.closeArchiveEntry();
        });
        tar.finish();
        tar.flush();
    }
}
