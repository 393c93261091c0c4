package io.byteor.audit.verify.stored;

import java.time.Instant;

/**
 * The row of a retired day.
 *
 * @param replays how many of the day its columns say had an audit
 * @param actions how many its columns say these list
 * @param at when it was retired, as its columns say
 * @param envelope the signed note
 */
public record StoredNote(long replays, long actions, Instant at, String envelope) {}
