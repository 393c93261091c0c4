/** The whole product at once, from a request to what it leaves behind. */
@NullMarked
package io.byteor.bench.path;

import org.jspecify.annotations.NullMarked;
