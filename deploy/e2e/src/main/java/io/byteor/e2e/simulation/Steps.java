package io.byteor.e2e.simulation;

/** Every touch of something outside of the runner is a step, at which something can go wrong. */
@FunctionalInterface
interface Steps {
    /** Lets strike what can strike anywhere; returns where the runner goes on, knowing of nothing. */
    void step(Owner owner, String name);
}
