/** {@code incident-bundle redact}, and the same on the way of {@code create}. */
@NullMarked
package io.byteor.cli.redact;

import org.jspecify.annotations.NullMarked;
