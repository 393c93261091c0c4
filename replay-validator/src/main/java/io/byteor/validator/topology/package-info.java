/**
 * The validator's Kafka Streams topology, a plain function of codec and settings. Everything a command causes (facts, decision,
 * audit, outcome, state) is written in one transaction. What cannot be read goes to the dead letter and stops nothing.
 */
@NullMarked
package io.byteor.validator.topology;

import org.jspecify.annotations.NullMarked;
