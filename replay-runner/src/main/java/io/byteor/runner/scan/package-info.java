/**
 * Reads the lanes of a replay from where it stands: finds the blocks of the selection's window by the block tables, and brings what
 * the selection takes, each record verified before it is seen.
 */
@NullMarked
package io.byteor.runner.scan;

import org.jspecify.annotations.NullMarked;
