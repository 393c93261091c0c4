/** Votes that must not count. */
@NullMarked
package io.byteor.e2e.govern.vote;

import org.jspecify.annotations.NullMarked;
