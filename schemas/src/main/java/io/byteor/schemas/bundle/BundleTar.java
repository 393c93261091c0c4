package io.byteor.schemas.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packs a bundle directory into a tar stream: one top folder, files in canonical order, no times or owners. */
public final class BundleTar {
    private static final String TOP_FOLDER = "bundle/";

    private BundleTar() {}

    /**
     * Writes the archive with its end marker and leaves the stream open. The bundle is not judged.
     *
     * @throws IOException if the directory cannot be read or the stream not be written
     */
    public static void write(Path directory, OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        for (String path : paths(directory)) {
            TarArchiveEntry entry = new TarArchiveEntry(TOP_FOLDER + path);
            entry.setSize(Files.size(directory.resolve(path)));
            entry.setModTime(0);
            tar.putArchiveEntry(entry);
            Files.copy(directory.resolve(path), tar);
            tar.closeArchiveEntry();
        }
        tar.finish();
        tar.flush();
    }

    private static List<String> paths(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .sorted(Manifest.PATH_ORDER)
                    .toList();
        }
    }
}
