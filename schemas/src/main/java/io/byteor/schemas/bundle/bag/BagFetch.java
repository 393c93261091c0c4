package io.byteor.schemas.bundle.bag;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.verify.Fault;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code fetch.txt} lists (RFC 8493, 2.2.3). Nothing is ever fetched: such a bag is incomplete until somebody has done it.
 *
 * @param places by path, the line of fetch.txt that lists it
 */
record BagFetch(Map<String, String> places) {
    static final String NAME = "fetch.txt";

    private static final Pattern LINE = Pattern.compile("(\\S+)[ \\t]+(-|[0-9]+)[ \\t]+(.+)");

    static BagFetch parse(byte[] stored, BagDeclaration declaration, List<Fault> faults) {
        Map<String, String> places = new LinkedHashMap<>();
        int number = 0;
        try {
            for (String line : BagText.lines(stored, declaration.encoding(), NAME)) {
                String place = NAME + ":" + ++number;
                Matcher parts = LINE.matcher(line);
                if (!parts.matches()) {
                    faults.add(Fault.of(BagText.malformed("a line is an address, a length or -, a path", place, line)));
                    continue;
                }
                String path = BagPath.decode(parts.group(3), declaration);
                if (BagPath.isPlain(path) && path.startsWith(BundleLayout.DATA)) {
                    places.put(path, place);
                } else {
                    faults.add(Fault.of(new ByteorException(
                            ErrorCode.PATH_REFUSED, "files below data/ are fetched, by plain paths", place, path)));
                }
            }
        } catch (ByteorException e) {
            faults.add(Fault.of(e));
        }
        return new BagFetch(places);
    }
}
