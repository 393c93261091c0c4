/** Child processes: how they are told from others by pid and start, started in a session of their own, and ended. */
@NullMarked
package io.byteor.launcher.process;

import org.jspecify.annotations.NullMarked;
