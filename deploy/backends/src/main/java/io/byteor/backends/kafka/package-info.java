/**
 * A Kafka broker and controller in this JVM.
 */
@NullMarked
package io.byteor.backends.kafka;

import org.jspecify.annotations.NullMarked;
