/** Rows as lines of JSON. */
@NullMarked
package io.byteor.audit.export.jackson;

import org.jspecify.annotations.NullMarked;
