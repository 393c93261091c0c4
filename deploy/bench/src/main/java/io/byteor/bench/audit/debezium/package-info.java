/** Debezium's JDBC sink on Kafka Connect, a peer of the audit store's intake. */
@NullMarked
package io.byteor.bench.audit.debezium;

import org.jspecify.annotations.NullMarked;
