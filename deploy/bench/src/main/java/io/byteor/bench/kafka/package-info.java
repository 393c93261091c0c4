/** What benchmarks see of a broker. */
@NullMarked
package io.byteor.bench.kafka;

import org.jspecify.annotations.NullMarked;
