/** Whose tokens are taken. */
@NullMarked
package io.byteor.audit.http.token;

import org.jspecify.annotations.NullMarked;
