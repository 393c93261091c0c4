/** The command line as whoever types sees it. */
@NullMarked
package io.byteor.e2e.terminal;

import org.jspecify.annotations.NullMarked;
