/** Changes found in PostgreSQL. */
@NullMarked
package io.byteor.audit.live.store;

import org.jspecify.annotations.NullMarked;
