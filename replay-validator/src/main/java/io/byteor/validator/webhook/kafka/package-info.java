/** Escalations from their topic to whoever is told of them. */
@NullMarked
package io.byteor.validator.webhook.kafka;

import org.jspecify.annotations.NullMarked;
