/** The demo's target topic. */
@NullMarked
package io.byteor.cli.demo.kafka;

import org.jspecify.annotations.NullMarked;
