package io.byteor.audit.verify;

import io.byteor.schemas.digest.Digest;

/**
 * What the audit says of the actions.
 *
 * @param root RFC 6962 root over the listed actions
 * @param listed how many they are
 */
public record Anchor(Digest root, long listed) {}
