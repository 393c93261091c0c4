/** Takes every action and audit from Kafka into PostgreSQL, exactly once, and answers analysts. */
@NullMarked
package io.byteor.audit;

import org.jspecify.annotations.NullMarked;
