/** Attacks on ingest, one at a time, each with the answer that it must get. */
@NullMarked
package io.byteor.e2e.attack;

import org.jspecify.annotations.NullMarked;
