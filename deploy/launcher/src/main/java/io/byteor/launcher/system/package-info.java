/** Bringing the system up, keeping it under watch, and ending it in order, whoever started it. */
@NullMarked
package io.byteor.launcher.system;

import org.jspecify.annotations.NullMarked;
