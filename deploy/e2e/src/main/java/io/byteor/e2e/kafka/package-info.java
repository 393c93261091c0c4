/** What a proof sees and does on the broker. */
@NullMarked
package io.byteor.e2e.kafka;

import org.jspecify.annotations.NullMarked;
