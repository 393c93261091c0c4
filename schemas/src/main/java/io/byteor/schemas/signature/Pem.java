package io.byteor.schemas.signature;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Textual encoding of keys (RFC 7468). */
final class Pem {
    private Pem() {}

    /** The one block with this label. */
    static byte[] decode(String text, String label, String place) {
        Matcher block = Pattern.compile(
                        "\\A\\s*-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*)-----END " + label + "-----\\s*\\z")
                .matcher(text);
        if (!block.matches()) {
            throw refused(label, place, null);
        }
        try {
            return Base64.getMimeDecoder().decode(block.group(1));
        } catch (IllegalArgumentException e) {
            throw refused(label, place, e);
        }
    }

    private static ByteorException refused(String label, String place, @Nullable Exception cause) {
        return new ByteorException(ErrorCode.REQUEST_INVALID, "one " + label + " in PEM", place, null, cause);
    }
}
