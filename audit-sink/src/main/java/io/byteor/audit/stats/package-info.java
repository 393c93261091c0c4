/** Totals of replays and of actions by what they came from and by time, from what the intake keeps counted. */
@NullMarked
package io.byteor.audit.stats;

import org.jspecify.annotations.NullMarked;
