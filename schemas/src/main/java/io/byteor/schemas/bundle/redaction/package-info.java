/**
 * Derives bundles in which what must not be passed on is removed, replaced or stands under a pseudonym. What a rule covers and
 * cannot be carried out on is refused, and nothing is written then.
 */
@NullMarked
package io.byteor.schemas.bundle.redaction;

import org.jspecify.annotations.NullMarked;
