package io.byteor.ingest.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is remembered of each agent, of a bounded number of agents: beyond it, the one that was not seen for longest is
 * forgotten. Agents are known by verified tokens, so only the issuer can make many. Thread-safe.
 *
 * @param <V> what is remembered; thread-safe itself
 */
public final class AgentMemory<V> {
    /** More agents than one installation has. */
    public static final int AGENTS = 10_000;

    private final Map<String, V> byAgent;
    private final Supplier<V> unknown;

    /**
     * Empty.
     *
     * @param most agents that are remembered
     * @param unknown makes what there is to remember of an agent that was not seen yet
     */
    public AgentMemory(int most, Supplier<V> unknown) {
        this.unknown = unknown;
        this.byAgent = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    public synchronized V of(String agent) {
        return byAgent.computeIfAbsent(agent, seen -> unknown.get());
    }
}
