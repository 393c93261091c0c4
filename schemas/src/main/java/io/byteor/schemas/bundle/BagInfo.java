package io.byteor.schemas.bundle;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code bag-info.txt} of a bundle (RFC 8493, 2.2.2). The date is that of the capture, so that packing the same capture
 * again gives the same bundle.
 *
 * @param capturedAt when the incident was captured
 * @param incidentId goes into External-Identifier
 * @param title goes into External-Description
 * @param payloadBytes sum of the payload files' sizes
 * @param payloadFiles count of payload files
 */
public record BagInfo(Instant capturedAt, String incidentId, String title, long payloadBytes, long payloadFiles) {
    private static final String OXUM = "payload-oxum:";

    /** The file's bytes. */
    public byte[] encoded() {
        return """
                Bagging-Date: %s
                External-Description: %s
                External-Identifier: %s
                Payload-Oxum: %s
                """.formatted(
                        capturedAt.atOffset(ZoneOffset.UTC).toLocalDate(),
                        oneLine(title),
                        oneLine(incidentId),
                        oxum(payloadBytes, payloadFiles))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The value of Payload-Oxum for these totals. */
    public static String oxum(long bytes, long files) {
        return bytes + "." + files;
    }

    /**
     * Finds the Payload-Oxum that a bag-info.txt declares; labels are matched without case (RFC 8493, 2.2.2).
     *
     * @throws ByteorException BUNDLE_MALFORMED where a line is neither {@code label: value} nor goes on with the one before
     */
    public static Optional<String> declaredOxum(byte[] stored) {
        Optional<String> found = Optional.empty();
        int number = 0;
        for (String line : new String(stored, StandardCharsets.UTF_8).lines().toList()) {
            number++;
            boolean continued = line.startsWith(" ") || line.startsWith("\t");
            if (!continued && !line.isBlank() && line.indexOf(':') < 1) {
                throw new ByteorException(
                        ErrorCode.BUNDLE_MALFORMED,
                        "a line is a label, a colon and a value",
                        BundleLayout.BAG_INFO + ":" + number,
                        line);
            }
            if (line.toLowerCase(Locale.ROOT).startsWith(OXUM)) {
                found = Optional.of(line.substring(OXUM.length()).strip());
            }
        }
        return found;
    }

    private static String oneLine(String value) {
        return value.replaceAll("\\R", " ");
    }
}
