/** Bundles held against an independent BagIt library, clean and damaged. */
@NullMarked
package io.byteor.e2e.bag;

import org.jspecify.annotations.NullMarked;
