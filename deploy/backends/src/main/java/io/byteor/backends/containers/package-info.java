/**
 * The three backends as containers, for machines that have a container engine.
 */
@NullMarked
package io.byteor.backends.containers;

import org.jspecify.annotations.NullMarked;
