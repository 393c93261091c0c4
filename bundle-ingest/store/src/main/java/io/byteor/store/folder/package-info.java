/** A bundle as a folder, in the form in which every store keeps it. */
@NullMarked
package io.byteor.store.folder;

import org.jspecify.annotations.NullMarked;
