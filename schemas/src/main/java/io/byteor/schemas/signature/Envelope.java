package io.byteor.schemas.signature;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A DSSE envelope, version 1: a payload, what it is, and signatures over both. Reading one says nothing about who signed it.
 * Immutable.
 */
public final class Envelope {
    private final String payloadType;
    private final byte[] payload;
    private final List<Signature> signatures;

    private Envelope(String payloadType, byte[] payload, List<Signature> signatures) {
        this.payloadType = payloadType;
        this.payload = payload;
        this.signatures = List.copyOf(signatures);
    }

    /**
     * One signature.
     *
     * @param keyId names the key, a hint that is not signed itself; null where there is none
     * @param base64 the signature's bytes
     */
    public record Signature(@Nullable String keyId, String base64) {
        private byte[] bytes() {
            return decoded(base64, "signatures");
        }
    }

    /** Signs a payload. Equal input gives equal bytes. */
    public static Envelope sign(String payloadType, byte[] payload, SigningKey key) {
        byte[] signature = key.sign(preAuthentication(payloadType, payload));
        return new Envelope(
                payloadType,
                payload.clone(),
                List.of(new Signature(key.keyId(), Base64.getEncoder().encodeToString(signature))));
    }

    /** What is signed: type and payload, each behind its length in bytes (PAE of the DSSE specification). */
    static byte[] preAuthentication(String payloadType, byte[] payload) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(type);
        out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /**
     * Reads an envelope. Unknown members are ignored, as the specification asks.
     *
     * @param place what the bytes are, for errors
     * @throws ByteorException SIGNATURE_INVALID
     */
    public static Envelope parse(byte[] stored, String place) {
        try {
            JsonFields json = JsonFields.parse(stored, place);
            List<Signature> signatures = json.objects("signatures").stream()
                    .map(signature -> new Signature(signature.optionalString("keyid"), signature.string("sig")))
                    .toList();
            signatures.forEach(Signature::bytes);
            return new Envelope(json.string("payloadType"), decoded(json.string("payload"), "payload"), signatures);
        } catch (ByteorException e) {
            throw new ByteorException(
                    ErrorCode.SIGNATURE_INVALID, "a DSSE envelope: " + e.detail(), place, e.value(), e);
        }
    }

    /** Standard or URL-safe, as the specification allows. */
    private static byte[] decoded(String base64, String member) {
        try {
            return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new ByteorException(ErrorCode.SIGNATURE_INVALID, "base64 is expected", "/" + member, base64, e);
        }
    }

    /** Whether one of the signatures is this key's, whatever key it names. */
    public boolean isSignedBy(VerifyingKey key) {
        byte[] signed = preAuthentication(payloadType, payload);
        return signatures.stream().anyMatch(signature -> key.verifies(signed, signature.bytes()));
    }

    public String payloadType() {
        return payloadType;
    }

    /** A copy. */
    public byte[] payload() {
        return payload.clone();
    }

    public List<Signature> signatures() {
        return signatures;
    }

    /** The envelope as JSON, in canonical form. */
    public byte[] encoded() {
        List<JsonForm> forms = signatures.stream()
                .map(signature -> {
                    JsonForm form = new JsonForm().put("sig", signature.base64());
                    return signature.keyId() == null ? form : form.put("keyid", signature.keyId());
                })
                .toList();
        return new JsonForm()
                .put("payloadType", payloadType)
                .put("payload", Base64.getEncoder().encodeToString(payload))
                .put("signatures", forms)
                .canonical()
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Envelope that
                && payloadType.equals(that.payloadType)
                && Arrays.equals(payload, that.payload)
                && signatures.equals(that.signatures);
    }

    @Override
    public int hashCode() {
        return Objects.hash(payloadType, Arrays.hashCode(payload), signatures);
    }
}
