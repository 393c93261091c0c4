/** The database that contestants write to. */
@NullMarked
package io.byteor.bench.postgres;

import org.jspecify.annotations.NullMarked;
