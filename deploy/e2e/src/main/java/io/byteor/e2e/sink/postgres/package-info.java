/** The database under the audit store: looked at, and struck. */
@NullMarked
package io.byteor.e2e.sink.postgres;

import org.jspecify.annotations.NullMarked;
