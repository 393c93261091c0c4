/**
 * The whole system on one machine: broker, database, registry and the four services as child processes, one front port before
 * them, and everything they keep in one data directory. Plain Java; binds the loopback address only.
 */
@NullMarked
package io.byteor.launcher;

import org.jspecify.annotations.NullMarked;
