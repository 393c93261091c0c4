package io.byteor.schemas.bundle;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The paths of one bundle, claimed one by one. Refuses each that could name another file on some file system than the one it
 * seems to name, or one that another path already names there. Not thread-safe.
 */
public final class BundlePaths {
    private static final Pattern SEPARATOR = Pattern.compile("/");
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\\\:*?\"<>|\uFFFD\\p{Cs}]");
    /** What file systems take of one name, whatever they are told to take of a path. */
    private static final int LONGEST_NAME = 255;

    private static final Pattern SIGNATURE = Pattern.compile("signatures/[0-9a-f]{64}\\.dsse\\.json");

    private final BundleLimits limits;
    private final Map<String, String> spellings = new HashMap<>();
    private final Map<String, Boolean> folders = new HashMap<>();
    private long files;
    private long nameBytes;

    public BundlePaths(BundleLimits limits) {
        this.limits = limits;
    }

    /**
     * Claims the path of a file.
     *
     * @throws ByteorException PATH_REFUSED, PATH_TOO_LONG, PATH_TOO_DEEP or FILES_EXCEEDED
     */
    public void claim(String path) {
        requirePlain(path);
        requirePlace(path);
        if (++files > limits.files()) {
            throw new ByteorException(
                    ErrorCode.FILES_EXCEEDED, "a bundle has at most " + limits.files() + " files", path, files);
        }
        claimFolders(path);
        claim(path, false);
    }

    /**
     * Claims the path of a folder, which may stand again.
     *
     * @throws ByteorException PATH_REFUSED, PATH_TOO_LONG, PATH_TOO_DEEP or FILES_EXCEEDED
     */
    public void claimFolder(String path) {
        requirePlain(path);
        claimFolders(path);
        claim(path, true);
        if (folders.size() > limits.files() * 2) {
            throw new ByteorException(ErrorCode.FILES_EXCEEDED, "a bundle has fewer folders", path, null);
        }
    }

    private void claimFolders(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            if (!folders.getOrDefault(folder, false)) {
                claim(folder, true);
            }
        }
    }

    private void claim(String path, boolean folder) {
        String folded = fold(path);
        String spelling = spellings.putIfAbsent(folded, path);
        if (spelling == null) {
            requireRoom(path);
            folders.put(path, folder);
        } else if (!spelling.equals(path) || !folder || !folders.getOrDefault(path, false)) {
            throw refused("collides with " + spelling, path);
        }
    }

    /** Every file's path stands in a manifest too, and few folders hold many files: what is far beyond that is an attack. */
    private void requireRoom(String path) {
        nameBytes += path.length();
        if (nameBytes > limits.manifestBytes()) {
            throw new ByteorException(
                    ErrorCode.FILES_EXCEEDED,
                    "the names of all files and folders have at most " + limits.manifestBytes() + " characters",
                    path,
                    nameBytes);
        }
    }

    private static String fold(String path) {
        String compatible = Normalizer.normalize(path, Normalizer.Form.NFKC);
        String cased = compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String folded = Normalizer.normalize(cased, Normalizer.Form.NFKC);
        return folded.equals(path) ? path : folded;
    }

    private void requirePlain(String path) {
        List<String> names = List.of(SEPARATOR.split(path, -1));
        long bytes = path.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.pathBytes()) {
            throw beyond(ErrorCode.PATH_TOO_LONG, limits.pathBytes() + " bytes", path, bytes);
        }
        if (names.size() > limits.pathDepth()) {
            throw beyond(ErrorCode.PATH_TOO_DEEP, limits.pathDepth() + " names", path, names.size());
        }
        if (FORBIDDEN.matcher(path).find()) {
            throw refused(
                    "a path has no control character, backslash or other character that some system forbids", path);
        }
        for (String name : names) {
            int length = name.getBytes(StandardCharsets.UTF_8).length;
            if (length > LONGEST_NAME) {
                throw beyond(ErrorCode.PATH_TOO_LONG, LONGEST_NAME + " bytes in each of its names", path, length);
            }
            if (name.isEmpty() || name.endsWith(".") || name.endsWith(" ")) {
                throw refused("a path is relative, and none of its names is empty or ends in a dot or a space", path);
            }
        }
    }

    private static void requirePlace(String path) {
        boolean tagFile = BundleLayout.TAG_FILES.contains(path) || path.equals(BundleLayout.TAG_MANIFEST);
        boolean journal = path.startsWith(BundleLayout.JOURNAL);
        boolean payload = path.startsWith(BundleLayout.DATA)
                && (!journal || BundleLayout.journalFile(path).isPresent());
        if (!tagFile && !payload && !SIGNATURE.matcher(path).matches()) {
            throw refused("nothing may lie at this path in a bundle", path);
        }
    }

    private static ByteorException refused(String detail, String path) {
        return new ByteorException(ErrorCode.PATH_REFUSED, detail, path, path);
    }

    private static ByteorException beyond(ErrorCode code, String most, String path, long found) {
        return new ByteorException(code, "a path has at most " + most, path, found);
    }
}
