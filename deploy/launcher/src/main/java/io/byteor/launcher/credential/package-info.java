/** The local issuer: a key pair that outlives restarts, and tokens for one person or agent per role. */
@NullMarked
package io.byteor.launcher.credential;

import org.jspecify.annotations.NullMarked;
