/** An execute onto topics as the runner is shipped, beside producers that do nothing but produce. */
@NullMarked
package io.byteor.bench.execute;

import org.jspecify.annotations.NullMarked;
