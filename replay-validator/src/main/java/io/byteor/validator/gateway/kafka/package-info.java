/** The gateway's side of the topics: commands out, outcomes in. */
@NullMarked
package io.byteor.validator.gateway.kafka;

import org.jspecify.annotations.NullMarked;
