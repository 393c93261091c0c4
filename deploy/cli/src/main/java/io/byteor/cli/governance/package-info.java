/** {@code byteor environment}, {@code agent}, {@code pipeline}: entries of the governance registry, put, shown and compared. */
@NullMarked
package io.byteor.cli.governance;

import org.jspecify.annotations.NullMarked;
