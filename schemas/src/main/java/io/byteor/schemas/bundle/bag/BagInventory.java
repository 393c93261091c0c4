package io.byteor.schemas.bundle.bag;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files that a bag has, and the content of the tag files that say something of others. Not thread-safe. */
final class BagInventory {
    private final SortedMap<String, Long> sizes = new TreeMap<>();
    private final Map<String, byte[]> tagFiles = new HashMap<>();

    /** @throws ByteorException PATH_REFUSED where a path leads out of the bag or stands twice */
    void add(String path, long size) {
        if (!BagPath.isPlain(path)) {
            throw new ByteorException(ErrorCode.PATH_REFUSED, "files lie inside the bag, by plain paths", path, path);
        }
        if (sizes.putIfAbsent(path, size) != null) {
            throw new ByteorException(ErrorCode.PATH_REFUSED, "a file stands once", path, path);
        }
    }

    void keep(String path, byte[] stored) {
        tagFiles.put(path, stored);
    }

    boolean has(String path) {
        return sizes.containsKey(path);
    }

    byte @Nullable [] tagFile(String path) {
        return tagFiles.get(path);
    }

    Map<String, byte[]> tagFiles() {
        return new TreeMap<>(tagFiles);
    }

    /** Path to size. */
    SortedMap<String, Long> payload() {
        // the character behind the slash ends the range of everything that begins with data/
        return sizes.subMap(BundleLayout.DATA, "data0");
    }
}
