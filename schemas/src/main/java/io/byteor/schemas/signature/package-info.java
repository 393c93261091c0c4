/** Signed statements: in-toto statements in DSSE envelopes, signed with Ed25519. */
@NullMarked
package io.byteor.schemas.signature;

import org.jspecify.annotations.NullMarked;
