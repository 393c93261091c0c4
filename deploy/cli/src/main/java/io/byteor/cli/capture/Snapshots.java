package io.byteor.cli.capture;

import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Manifest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** State captures: a file under its name, a folder under its own with all that is in it. Links are refused. */
final class Snapshots {
    private Snapshots() {}

    static void addTo(BundleWriter bundle, Path snapshot) throws IOException {
        Path base = snapshot.toAbsolutePath().normalize();
        Path name = base.getFileName();
        if (name == null) {
            throw refused("a file or a folder with a name", snapshot);
        }
        SortedMap<String, Path> files = new TreeMap<>(Manifest.PATH_ORDER);
        try (Stream<Path> walk = Files.walk(base)) {
            walk.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(file -> files.put(name(name, base.relativize(file)), file));
        }
        for (var file : files.entrySet()) {
            if (!Files.isRegularFile(file.getValue(), LinkOption.NOFOLLOW_LINKS)) {
                throw refused("a snapshot is of plain files, not links or devices", file.getValue());
            }
            try (InputStream content = Files.newInputStream(file.getValue(), LinkOption.NOFOLLOW_LINKS)) {
                bundle.addSnapshot(file.getKey(), content);
            }
        }
    }

    private static String name(Path top, Path relative) {
        return top.resolve(relative).normalize().toString().replace('\\', '/');
    }

    private static ByteorException refused(String expected, Path found) {
        return new ByteorException(ErrorCode.REQUEST_INVALID, expected, "--snapshot", found);
    }
}
