/** A bundle on local disk while it arrives: in the form in which every store keeps it. */
@NullMarked
package io.byteor.store.spool;

import org.jspecify.annotations.NullMarked;
