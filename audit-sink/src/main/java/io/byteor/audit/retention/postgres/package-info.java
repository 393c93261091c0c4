/** Retention as whole partitions of PostgreSQL. */
@NullMarked
package io.byteor.audit.retention.postgres;

import org.jspecify.annotations.NullMarked;
