package io.byteor.validator.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that is shared with the receiver, as Standard Webhooks has it (symmetric signatures, version 1): HMAC-SHA256 over id,
 * time in seconds and body, parted by dots. Thread-safe.
 */
public final class WebhookKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final int LEAST_BYTES = 24;

    private final SecretKeySpec key;

    private WebhookKey(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * Reads {@code whsec_} and at least 24 bytes in Base64.
     *
     * @throws IllegalArgumentException for anything else; the secret is not told
     */
    public static WebhookKey parse(String secret) {
        byte[] bytes = secret.startsWith(PREFIX) ? decoded(secret.substring(PREFIX.length())) : new byte[0];
        if (bytes.length < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "a webhook's secret is " + PREFIX + " and at least " + LEAST_BYTES + " bytes in Base64");
        }
        return new WebhookKey(new SecretKeySpec(bytes, ALGORITHM));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** The value of the header {@code webhook-signature}. */
    public String sign(String id, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
