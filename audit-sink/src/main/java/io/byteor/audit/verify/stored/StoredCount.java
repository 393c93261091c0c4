package io.byteor.audit.verify.stored;

import io.byteor.audit.intake.ActionKind;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A row of what is kept beside the actions of a replay: how many of a kind there are.
 *
 * @param hour as it is stored, which need not be a whole one
 * @param firstSeq the lowest {@code seq} of them
 * @param lastSeq the greatest
 */
public record StoredCount(ActionKind kind, Instant hour, LocalDate day, long actions, long firstSeq, long lastSeq) {}
