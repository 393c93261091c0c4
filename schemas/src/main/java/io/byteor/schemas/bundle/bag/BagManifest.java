package io.byteor.schemas.bundle.bag;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.verify.Fault;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A payload manifest (RFC 8493, 2.1.3) or a tag manifest (2.2.1).
 *
 * @param name its file
 * @param algorithm its file's name gives
 * @param ofTags whether it lists tag files; else it lists payload
 * @param digests by path, in lower-case hex
 */
record BagManifest(String name, BagAlgorithm algorithm, boolean ofTags, Map<String, String> digests) {
    private static final Pattern NAME = Pattern.compile("(tag)?manifest-([^/]+)\\.txt");
    private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]+)[ \\t]+(\\*?)(.+)");

    static boolean isName(String path) {
        return NAME.matcher(path).matches();
    }

    static boolean isTagManifest(String path) {
        return isName(path) && path.startsWith("tag");
    }

    /** Reads as much as can be read; the rest is faults. */
    static Optional<BagManifest> parse(String name, byte[] stored, BagDeclaration declaration, List<Fault> faults) {
        Matcher named = NAME.matcher(name);
        Optional<BagAlgorithm> algorithm = named.matches() ? BagAlgorithm.named(named.group(2)) : Optional.empty();
        if (algorithm.isEmpty()) {
            faults.add(Fault.of(BagText.malformed("a manifest of md5, sha1, sha256 or sha512", name, name)));
            return Optional.empty();
        }
        BagManifest manifest = new BagManifest(name, algorithm.get(), named.group(1) != null, new LinkedHashMap<>());
        try {
            int number = 0;
            for (String line : BagText.lines(stored, declaration.encoding(), name)) {
                manifest.take(line, name + ":" + ++number, declaration, faults);
            }
        } catch (ByteorException e) {
            faults.add(Fault.of(e));
            return Optional.empty();
        }
        return Optional.of(manifest);
    }

    private void take(String line, String place, BagDeclaration declaration, List<Fault> faults) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || parts.group(1).length() != algorithm.hexDigits()) {
            faults.add(Fault.of(BagText.malformed(
                    "a line is " + algorithm.hexDigits() + " hex digits, space and a path", place, line)));
            return;
        }
        if (!parts.group(2).isEmpty() && declaration.isFinal()) {
            faults.add(Fault.of(BagText.malformed("since 1.0 no path begins with an asterisk", place, line)));
            return;
        }
        String path = BagPath.decode(parts.group(3), declaration);
        if (!BagPath.isPlain(path) || !belongs(path)) {
            String detail = ofTags ? "tag files that are no tag manifests" : "files below data/";
            faults.add(Fault.of(new ByteorException(
                    ErrorCode.PATH_REFUSED, "this manifest lists " + detail + ", by plain paths", place, path)));
        } else if (digests.putIfAbsent(path, parts.group(1).toLowerCase(Locale.ROOT)) != null) {
            faults.add(Fault.of(BagText.malformed("a path stands once in a manifest", place, path)));
        }
    }

    private boolean belongs(String path) {
        boolean payload = path.startsWith(BundleLayout.DATA);
        return ofTags ? !payload && !isTagManifest(path) : payload;
    }
}
