package io.byteor.schemas.bundle.bag;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths in a bag, relative to its base. */
final class BagPath {
    private static final Pattern ENCODED = Pattern.compile("%(0[aA]|0[dD]|25)");
    private static final List<String> NO_NAMES = List.of("", ".", "..");

    private BagPath() {}

    /** Whether it names something inside the bag, in one way only. */
    static boolean isPlain(String path) {
        return !path.startsWith("~")
                && path.indexOf('\\') < 0
                && path.indexOf('\0') < 0
                && Arrays.stream(path.split("/", -1)).noneMatch(NO_NAMES::contains);
    }

    /**
     * Undoes the percent-encoding of a manifest (RFC 8493, 2.1.3): of LF, CR and, since 1.0, of %. A % that begins none of
     * these stands for itself, as tools write it that never encode.
     */
    static String decode(String encoded, BagDeclaration declaration) {
        return ENCODED.matcher(encoded)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "25" -> declaration.isFinal() ? "%" : found.group();
                            case "0A", "0a" -> "\n";
                            default -> "\r";
                        }));
    }
}
