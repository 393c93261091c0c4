/** {@code byteor audit}: questions over all that was recorded. */
@NullMarked
package io.byteor.cli.audit;

import org.jspecify.annotations.NullMarked;
