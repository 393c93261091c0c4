/** Telling another system of escalations: what is posted, how it is signed, and what becomes of each attempt. */
@NullMarked
package io.byteor.validator.webhook;

import org.jspecify.annotations.NullMarked;
