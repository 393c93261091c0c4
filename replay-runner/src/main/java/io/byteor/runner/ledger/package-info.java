/** Which effects earlier replays of a root bundle already applied, as intervals of sequences. Pure. */
@NullMarked
package io.byteor.runner.ledger;

import org.jspecify.annotations.NullMarked;
