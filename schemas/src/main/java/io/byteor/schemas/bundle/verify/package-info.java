/**
 * Judges incident bundles of unknown origin, from a folder or from a tar stream, in constant memory. What could hurt whoever
 * unpacks it is refused at once; everything else is a verdict with the file, what was expected and what was found.
 */
@NullMarked
package io.byteor.schemas.bundle.verify;

import org.jspecify.annotations.NullMarked;
