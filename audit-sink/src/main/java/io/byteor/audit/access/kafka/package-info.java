/** Accesses on their topic, from which the intake takes them like any other record. */
@NullMarked
package io.byteor.audit.access.kafka;

import org.jspecify.annotations.NullMarked;
