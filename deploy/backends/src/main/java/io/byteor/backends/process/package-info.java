/**
 * What every locally started backend needs of the operating system: a lock on its directory, a free port, the end of a
 * log, the end of a process.
 */
@NullMarked
package io.byteor.backends.process;

import org.jspecify.annotations.NullMarked;
