/**
 * One set of backends per test JVM, shared by every test that asks.
 */
@NullMarked
package io.byteor.backends.testing;

import org.jspecify.annotations.NullMarked;
