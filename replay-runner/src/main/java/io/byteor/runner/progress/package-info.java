/** How far replays have come, told to whoever watches. Nothing rests on it. */
@NullMarked
package io.byteor.runner.progress;

import org.jspecify.annotations.NullMarked;
