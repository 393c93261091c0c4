package io.byteor.audit.verify.stored;

/**
 * What a replay's row says of its audit.
 *
 * @param root as it is stored; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record AuditedReplay(String replayId, long listed, byte[] root) {}
