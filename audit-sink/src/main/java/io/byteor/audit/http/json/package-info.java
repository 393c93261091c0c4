/** How answers are written. */
@NullMarked
package io.byteor.audit.http.json;

import org.jspecify.annotations.NullMarked;
