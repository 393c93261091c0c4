/** {@code byteor replay}: asking for replays, and looking at what became of them. */
@NullMarked
package io.byteor.cli.replay;

import org.jspecify.annotations.NullMarked;
