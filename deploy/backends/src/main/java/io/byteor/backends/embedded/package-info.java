/**
 * The three backends without a container engine: assembled and started in parallel, or each in a process of its own.
 */
@NullMarked
package io.byteor.backends.embedded;

import org.jspecify.annotations.NullMarked;
