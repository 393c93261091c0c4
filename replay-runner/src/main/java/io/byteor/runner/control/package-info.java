/** What is wanted of replays from outside: that they stop where they stand, pause, or end; and how fast and how far they may go. */
@NullMarked
package io.byteor.runner.control;

import org.jspecify.annotations.NullMarked;
