/**
 * The services' HTTP interfaces as Java: one facade per prefix, records for what goes in and what comes out. Each record of an
 * answer keeps the service's own document beside what was read of it.
 */
@NullMarked
package io.byteor.cli.api;

import org.jspecify.annotations.NullMarked;
