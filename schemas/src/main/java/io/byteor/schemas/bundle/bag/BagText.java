package io.byteor.schemas.bundle.bag;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tag files as text. */
final class BagText {
    private BagText() {}

    /**
     * The lines of a tag file, which may end with LF, CR or CRLF, the last one also with nothing.
     *
     * @param name of the file, for errors
     * @throws ByteorException BUNDLE_MALFORMED where the bytes are not in the encoding
     */
    static List<String> lines(byte[] stored, Charset encoding, String name) {
        try {
            return encoding.newDecoder()
                    .decode(ByteBuffer.wrap(stored))
                    .toString()
                    .lines()
                    .toList();
        } catch (CharacterCodingException e) {
            throw malformed("a tag file is in the encoding of the bag, " + encoding, name, e.getMessage());
        }
    }

    static ByteorException malformed(String detail, String place, @Nullable Object value) {
        return new ByteorException(ErrorCode.BUNDLE_MALFORMED, detail, place, value);
    }
}
