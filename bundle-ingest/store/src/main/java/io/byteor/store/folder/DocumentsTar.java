package io.byteor.store.folder;

import io.byteor.schemas.digest.Digest;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The small files of a bundle in one plain tar, so that a hundred thousand of them cost one sync. Unpacked beside the others
 * it restores the bundle's directory. Made when the first file comes. Not thread-safe.
 */
final class DocumentsTar implements Closeable {
    private static final int BUFFER = 64 << 10;

    private Path file;
    private @Nullable FileChannel channel;
    private @Nullable OutputStream buffer;
    private @Nullable TarArchiveOutputStream tar;
    private boolean ended;

    DocumentsTar(Path file) {
        this.file = file;
    }

    /**
     * Appends a file.
     *
     * @return where in the archive its content begins
     */
    long append(String path, byte[] content, int length) throws IOException {
        TarArchiveOutputStream out = tar == null ? begin() : tar;
        TarArchiveEntry entry = new TarArchiveEntry(path);
        entry.setSize(length);
        entry.setModTime(0);
        out.putArchiveEntry(entry);
        long offset = out.getBytesWritten();
        out.write(content, 0, length);
        out.closeArchiveEntry();
        return offset;
    }

    private TarArchiveOutputStream begin() throws IOException {
        FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel = opened;
        OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(opened), BUFFER);
        buffer = buffered;
        TarArchiveOutputStream begun = new TarArchiveOutputStream(buffered, "UTF-8");
        begun.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        begun.setAddPaxHeadersForNonAsciiNames(true);
        tar = begun;
        return begun;
    }

    /** Ends the archive, so that it can be read; ending it again changes nothing. */
    void end() throws IOException {
        if (tar != null && buffer != null && !ended) {
            ended = true;
            tar.finish();
            buffer.flush(); // the tar stream does not hand a flush on
        }
    }

    /** The same archive under another name, in place of what has that name. */
    DocumentsTar renamed(Path name) throws IOException {
        Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
        file = name;
        return this;
    }

    /**
     * Ends the archive; the same files ordered by path, in its place.
     *
     * @param packed where each file begins, there and then here
     * @param sizes of these files, and perhaps of others
     */
    DocumentsTar sorted(Map<String, Long> packed, Map<String, Long> sizes) throws IOException {
        end();
        List<String> arrived = packed.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
        List<String> sorted = arrived.stream().sorted().toList();
        if (arrived.equals(sorted)) {
            return this;
        }
        DocumentsTar ordered = new DocumentsTar(file.resolveSibling(file.getFileName() + ".sorted"));
        for (String path : sorted) {
            long length = Objects.requireNonNull(sizes.get(path));
            try (InputStream content = read(Objects.requireNonNull(packed.get(path)), length)) {
                packed.put(path, ordered.append(path, content.readAllBytes(), (int) length));
            }
        }
        close();
        ordered.end();
        return ordered.renamed(file);
    }

    /** The digest of the whole archive, once it has ended. */
    Digest digest() throws IOException {
        MessageDigest sha256 = Digest.newSha256();
        try (InputStream content = new DigestInputStream(Files.newInputStream(file), sha256)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.ofRaw(sha256.digest());
    }

    /** Reads a file's content, once the archive has ended. */
    InputStream read(long offset, long length) throws IOException {
        return Channels.newInputStream(new Slice(FileChannel.open(file), offset, length));
    }

    /** Ends the archive and puts it on stable storage. */
    void finish() throws IOException {
        end();
        if (channel != null) {
            channel.force(false);
        }
        close();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
