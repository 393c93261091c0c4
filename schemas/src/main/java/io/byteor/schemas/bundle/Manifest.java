package io.byteor.schemas.bundle;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A BagIt manifest (RFC 8493, 2.1.3) in its one canonical form: for each file 64 lower-case hex digits, two spaces, the path,
 * LF; sorted by the UTF-8 bytes of the paths; only %, CR and LF percent-encoded. Immutable.
 */
public final class Manifest {
    /** Orders paths by their UTF-8 bytes, which is the order of their code points. */
    public static final Comparator<String> PATH_ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private static final int PATH_AT = 66;

    private final Map<String, Digest> files;

    private Manifest(Map<String, Digest> files) {
        this.files = Collections.unmodifiableMap(files);
    }

    /** The manifest of these files. */
    public static Manifest of(Map<String, Digest> files) {
        SortedMap<String, Digest> sorted = new TreeMap<>(PATH_ORDER);
        sorted.putAll(files);
        return new Manifest(new LinkedHashMap<>(sorted));
    }

    /**
     * Reads a manifest.
     *
     * @param name of the manifest, for errors
     * @throws ByteorException BUNDLE_MALFORMED with name and line where it is not canonical
     */
    public static Manifest parse(byte[] stored, String name) {
        return parse(stored, name, Long.MAX_VALUE);
    }

    /**
     * As {@link #parse(byte[], String)}, of unknown origin.
     *
     * @throws ByteorException also FILES_EXCEEDED with name and line, before more than so many files are held
     */
    public static Manifest parse(byte[] stored, String name, long mostFiles) {
        Map<String, Digest> files = new LinkedHashMap<>();
        String before = "";
        int from = 0;
        for (int line = 1; from < stored.length; line++) {
            int end = from;
            while (end < stored.length && stored[end] != '\n') {
                end++;
            }
            if (end == stored.length) {
                throw malformed("each line ends with LF", name, line, "");
            }
            if (line > mostFiles) {
                throw new ByteorException(
                        ErrorCode.FILES_EXCEEDED,
                        "a bundle has at most " + mostFiles + " files",
                        name + ":" + line,
                        line);
            }
            String text = utf8(stored, from, end, name, line);
            String path = path(text, name, line);
            if (!before.isEmpty() && PATH_ORDER.compare(before, path) >= 0) {
                throw malformed("paths are sorted by their UTF-8 bytes and stand once", name, line, path);
            }
            files.put(path, digest(text, name, line));
            before = path;
            from = end + 1;
        }
        return new Manifest(files);
    }

    private static String utf8(byte[] stored, int from, int end, String name, int line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(stored, from, end - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("a manifest is UTF-8", name, line, "");
        }
    }

    private static Digest digest(String text, String name, int line) {
        try {
            return Digest.ofHex(text.substring(0, PATH_AT - 2));
        } catch (ByteorException e) {
            throw malformed("a line begins with 64 lower-case hex digits", name, line, text);
        }
    }

    private static String path(String text, String name, int line) {
        if (text.length() <= PATH_AT || !text.startsWith("  ", PATH_AT - 2)) {
            throw malformed("a line is 64 hex digits, two spaces, a path", name, line, text);
        }
        String encoded = text.substring(PATH_AT);
        String path = encoded.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
        if (!encode(path).equals(encoded)) {
            throw malformed("only %, CR and LF are percent-encoded, in upper case", name, line, encoded);
        }
        return path;
    }

    private static String encode(String path) {
        return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static ByteorException malformed(String detail, String name, int line, String value) {
        return new ByteorException(ErrorCode.BUNDLE_MALFORMED, detail, name + ":" + line, value);
    }

    /** The canonical bytes. */
    public byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.forEach((path, digest) ->
                out.writeBytes((digest.hex() + "  " + encode(path) + "\n").getBytes(StandardCharsets.UTF_8)));
        return out.toByteArray();
    }

    /** Path to digest, in canonical order. */
    public Map<String, Digest> files() {
        return files;
    }
}
