package io.byteor.schemas.bundle.bag;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code bagit.txt} says (RFC 8493, 2.1.1).
 *
 * @param version of BagIt
 * @param encoding of all other tag files
 */
record BagDeclaration(String version, Charset encoding) {
    /** Where the metadata was before 0.96. */
    static final String OLD_METADATA_FILE = "package-info.txt";

    private static final Pattern VERSION = Pattern.compile("BagIt-Version: ([0-9]+\\.[0-9]+)");
    private static final Pattern ENCODING = Pattern.compile("Tag-File-Character-Encoding: (\\S+)");
    private static final List<String> KNOWN = List.of("0.93", "0.94", "0.95", "0.96", "0.97", "1.0");

    /** @throws ByteorException BUNDLE_MALFORMED or FORMAT_VERSION_UNKNOWN */
    static BagDeclaration parse(byte[] stored) {
        List<String> lines = BagText.lines(stored, StandardCharsets.UTF_8, BundleLayout.BAGIT);
        if (lines.size() != 2) {
            throw BagText.malformed("bagit.txt has two lines", BundleLayout.BAGIT, lines.size());
        }
        String version = value(VERSION, lines, 0);
        if (!KNOWN.contains(version)) {
            throw new ByteorException(
                    ErrorCode.FORMAT_VERSION_UNKNOWN,
                    "a BagIt version of " + KNOWN,
                    BundleLayout.BAGIT + ":1",
                    version);
        }
        String encoding = value(ENCODING, lines, 1);
        try {
            return new BagDeclaration(version, Charset.forName(encoding));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw BagText.malformed("an encoding that is known", BundleLayout.BAGIT + ":2", encoding);
        }
    }

    private static String value(Pattern pattern, List<String> lines, int index) {
        Matcher matcher = pattern.matcher(lines.get(index));
        if (!matcher.matches()) {
            throw BagText.malformed("the line is " + pattern, BundleLayout.BAGIT + ":" + (index + 1), lines.get(index));
        }
        return matcher.group(1);
    }

    /** Whether it is RFC 8493 itself: every payload manifest lists every payload file, and % is encoded too. */
    boolean isFinal() {
        return version.equals("1.0");
    }

    /** Where the bag's metadata is. */
    String metadataFile() {
        return isFinal() || version.compareTo("0.96") >= 0 ? BundleLayout.BAG_INFO : OLD_METADATA_FILE;
    }
}
