/** The processes that make up the system: what each needs, its command, and how one sees that it serves. */
@NullMarked
package io.byteor.launcher.part;

import org.jspecify.annotations.NullMarked;
