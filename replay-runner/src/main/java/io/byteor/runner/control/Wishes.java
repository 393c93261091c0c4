package io.byteor.runner.control;

/** Knows what is wanted of each replay, of which it takes the agent whose records it runs. Thread-safe. */
@FunctionalInterface
public interface Wishes {
    Wish of(String replayId, String agentId);
}
