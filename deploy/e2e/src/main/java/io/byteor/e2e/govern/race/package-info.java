/** Races for approvals, and against revocations. */
@NullMarked
package io.byteor.e2e.govern.race;

import org.jspecify.annotations.NullMarked;
