package io.byteor.audit.query;

import io.byteor.audit.verify.Anchor;
import java.time.Instant;

/**
 * A replay's audit.
 *
 * @param json as it came
 * @param arrivedAt when it came
 * @param stored actions that had arrived without a gap
 */
public record AuditView(String json, Anchor anchor, Instant arrivedAt, long stored) {}
