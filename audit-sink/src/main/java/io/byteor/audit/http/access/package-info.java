/** Access records over HTTP. */
@NullMarked
package io.byteor.audit.http.access;

import org.jspecify.annotations.NullMarked;
