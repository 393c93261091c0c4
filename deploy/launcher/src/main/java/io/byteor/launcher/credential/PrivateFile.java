package io.byteor.launcher.credential;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.byteor.launcher.LaunchFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read, complete or absent at any time. */
final class PrivateFile {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFile() {}

    /**
     * Replaces the file; when this returns it is on stable storage.
     *
     * @throws LaunchFailure if it cannot be written; what was there before is there still
     */
    static void write(Path file, String content) {
        Path folder = file.resolveSibling("").toAbsolutePath();
        try {
            Files.createDirectories(folder);
            Path partial = Files.createTempFile(folder, "." + file.getFileName(), null, ownerOnly());
            try {
                Files.writeString(partial, content);
                sync(partial);
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
            if (POSIX) { // elsewhere a folder is no file that could be opened
                sync(folder);
            }
        } catch (IOException e) {
            throw new LaunchFailure("%s cannot be written".formatted(file), e);
        }
    }

    private static void sync(Path entry) throws IOException {
        try (FileChannel channel = FileChannel.open(entry, POSIX ? READ : WRITE)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        if (!POSIX) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
