package io.byteor.audit.live;

/**
 * How far somebody has followed.
 *
 * @param transaction that changed the last replay that was told
 * @param arrival that replay's place among those of one transaction
 */
public record Place(long transaction, long arrival) {
    /** Before all changes. */
    public static final Place BEGIN = new Place(0, -1);
}
