/** What a person must look at, as far as several parts know of it. */
@NullMarked
package io.byteor.schemas.escalation;

import org.jspecify.annotations.NullMarked;
