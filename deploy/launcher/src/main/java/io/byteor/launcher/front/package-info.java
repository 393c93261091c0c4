/** The one port in front of all HTTP: routes by path prefix and streams bodies both ways. */
@NullMarked
package io.byteor.launcher.front;

import org.jspecify.annotations.NullMarked;
