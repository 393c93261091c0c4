package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.bundle.Manifest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of one bundle that lie somewhere already. */
@FunctionalInterface
public interface BundleSource {
    /** Shows each file once, in any order. */
    void forEach(FileVisitor visitor) throws IOException;

    /**
     * The files below a folder, in canonical order.
     *
     * @return throws ENTRY_REFUSED at a link and whatever else is neither file nor folder
     */
    static BundleSource directory(Path directory) {
        return visitor -> {
            for (String path : paths(directory)) {
                Path file = directory.resolve(path);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                        visitor.file(path, Files.size(file), content);
                    }
                } else if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new ByteorException(
                            ErrorCode.ENTRY_REFUSED, "a bundle holds plain files and folders only", path, path);
                }
            }
        };
    }

    private static List<String> paths(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .sorted(Manifest.PATH_ORDER)
                    .toList();
        }
    }

    /** Looks at files. */
    @FunctionalInterface
    interface FileVisitor {
        /** Looks at one file, whose content is read before this returns. */
        void file(String path, long size, InputStream content) throws IOException;
    }
}
