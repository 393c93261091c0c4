/** Judges any BagIt bag (RFC 8493 and the drafts 0.93 to 0.97 before it), whether or not it is an incident bundle. */
@NullMarked
package io.byteor.schemas.bundle.bag;

import org.jspecify.annotations.NullMarked;
