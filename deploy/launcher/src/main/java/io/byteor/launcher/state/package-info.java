/** What a launcher writes down while it runs, so that another process can see, and end, what it started. */
@NullMarked
package io.byteor.launcher.state;

import org.jspecify.annotations.NullMarked;
