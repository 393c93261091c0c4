/** Who may call what: every endpoint in every role. */
@NullMarked
package io.byteor.e2e.govern.access;

import org.jspecify.annotations.NullMarked;
