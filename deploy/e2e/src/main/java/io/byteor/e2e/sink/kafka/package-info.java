/** What stands on the topics: written as runners do, read as anybody may. */
@NullMarked
package io.byteor.e2e.sink.kafka;

import org.jspecify.annotations.NullMarked;
