/** Which loopback ports the parts listen on. */
@NullMarked
package io.byteor.launcher.port;

import org.jspecify.annotations.NullMarked;
