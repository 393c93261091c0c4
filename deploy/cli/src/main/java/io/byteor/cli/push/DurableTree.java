package io.byteor.cli.push;

import io.byteor.backends.process.Directories;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.stream.Stream;

/** Trees of files that are to outlive a crash. */
public final class DurableTree {
    private DurableTree() {}

    /**
     * Copies the content of one folder into another.
     *
     * @throws ByteorException ENTRY_REFUSED for whatever is neither a plain file nor a folder
     */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Iterator<Path> entries = walk.iterator(); entries.hasNext(); ) {
                Path entry = entries.next();
                Path copy = to.resolve(from.relativize(entry).toString());
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) || entry.equals(from)) {
                    Files.createDirectories(copy);
                } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    Files.copy(entry, copy);
                } else {
                    throw new ByteorException(
                            ErrorCode.ENTRY_REFUSED, "a bundle holds plain files and folders only", "BUNDLE", entry);
                }
            }
        }
    }

    /** Brings every file and folder of the tree, itself too, to stable storage. */
    public static void syncTree(Path tree) throws IOException {
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Iterator<Path> entries = walk.iterator(); entries.hasNext(); ) {
                sync(entries.next());
            }
        }
    }

    /** Brings the names in a folder, or the content of a file, to stable storage. */
    public static void sync(Path entry) throws IOException {
        try (FileChannel channel = FileChannel.open(entry, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void deleteContent(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            entries.forEach(Directories::delete);
        }
    }
}
