/**
 * The whole path, walked once before the reader's eyes by the command line's own verbs, and checked at every step. Only the
 * target topic is touched directly: making it is the environment's affair, reading it any consumer's.
 */
@NullMarked
package io.byteor.cli.demo;

import org.jspecify.annotations.NullMarked;
