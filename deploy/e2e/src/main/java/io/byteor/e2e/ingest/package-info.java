/** Claims about ingest while it is ill-treated. */
@NullMarked
package io.byteor.e2e.ingest;

import org.jspecify.annotations.NullMarked;
