/** The local folder in which bundles arrive. */
@NullMarked
package io.byteor.store.spool;

import org.jspecify.annotations.NullMarked;
