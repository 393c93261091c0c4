/** Posting to an address that was looked at first. */
@NullMarked
package io.byteor.validator.webhook.http;

import org.jspecify.annotations.NullMarked;
