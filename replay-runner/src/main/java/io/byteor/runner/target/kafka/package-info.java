/** Effects as records: what must be known of a cluster, and the way to one that is not our own. */
@NullMarked
package io.byteor.runner.target.kafka;

import org.jspecify.annotations.NullMarked;
