/** The store in a file system. */
@NullMarked
package io.byteor.store.file;

import org.jspecify.annotations.NullMarked;
