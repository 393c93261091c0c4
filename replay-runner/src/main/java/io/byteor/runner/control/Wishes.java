package io.byteor.runner.control;

/** Knows what is wanted of each replay. Thread-safe. */
@FunctionalInterface
public interface Wishes {
    Wish of(String replayId);
}
