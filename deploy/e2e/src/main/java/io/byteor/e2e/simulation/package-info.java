/**
 * The runner's state machine in a world of its own: one thread, a virtual clock, broker, store and targets in memory behind the
 * runner's ports, and faults that strike by a seed. The same seed is the same history, step by step.
 */
@NullMarked
package io.byteor.e2e.simulation;

import org.jspecify.annotations.NullMarked;
