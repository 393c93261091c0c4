package io.byteor.schemas.digest;

import io.byteor.schemas.error.ByteorException;
import java.nio.charset.StandardCharsets;

/**
 * A payload as it is compared with another: in its RFC 8785 form where it is strict JSON, else as it stands. No payload that is
 * not JSON has the form of one that is. The bytes are not copied.
 *
 * @param json whether it is JSON
 */
public record NormalForm(byte[] bytes, boolean json) {
    /** The form of these bytes. */
    public static NormalForm of(byte[] payload) {
        try {
            String canonical = CanonicalJson.write(CanonicalJson.parse(payload, "payload"));
            return new NormalForm(canonical.getBytes(StandardCharsets.UTF_8), true);
        } catch (ByteorException _) {
            return new NormalForm(payload, false);
        }
    }
}
