/** Topics as sources of lanes. */
@NullMarked
package io.byteor.cli.capture.source.kafka;

import org.jspecify.annotations.NullMarked;
