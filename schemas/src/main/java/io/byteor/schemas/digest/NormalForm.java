package io.byteor.schemas.digest;

import io.byteor.schemas.error.ByteorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A payload as it is compared with another: in its RFC 8785 form where it is strict JSON, but that integers which this form would
 * round keep their digits; else as it stands. No payload that is not JSON has the form of one that is. The bytes are not copied.
 *
 * @param json whether it is JSON
 */
public record NormalForm(byte[] bytes, boolean json) {
    /** The form of these bytes. */
    public static NormalForm of(byte[] payload) {
        try {
            String canonical = CanonicalWriter.write(CanonicalJson.parse(payload, "payload"), true);
            return new NormalForm(canonical.getBytes(StandardCharsets.UTF_8), true);
        } catch (ByteorException | IOException _) {
            return new NormalForm(payload, false);
        }
    }
}
