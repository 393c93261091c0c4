package io.byteor.runner.scan;

import io.byteor.schemas.error.ByteorException;

/**
 * How a scan ended.
 *
 * @param <E> why whoever asked for it made it stop
 */
public sealed interface ScanEnd<E> {
    /** All was read that can be selected. */
    record Through<E>() implements ScanEnd<E> {}

    /** It was told to stop between two records. */
    record Stopped<E>(E why) implements ScanEnd<E> {}

    /** A lane is not what the bundle's manifests say; nothing of the unverified part was brought. */
    record Damaged<E>(String lane, ByteorException found) implements ScanEnd<E> {}

    /** One more record is selected than the environment lets a replay select. */
    record TooMany<E>(long most) implements ScanEnd<E> {}
}
