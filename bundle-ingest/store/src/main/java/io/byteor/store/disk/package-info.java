/** How the bytes of a large file get onto stable storage: through the page cache, or past it. */
@NullMarked
package io.byteor.store.disk;

import org.jspecify.annotations.NullMarked;
