/** {@code byteor audit}: questions over all that was recorded, and whether it is what was taken, here or where nothing of it runs. */
@NullMarked
package io.byteor.cli.audit;

import org.jspecify.annotations.NullMarked;
