/**
 * Replays on Kafka: admission from the decided topic, chunks as transactions, take-over by fencing, answers to start requests.
 * Checkpoints lie in the partition of the replay's decision, so whoever owns the one owns the other.
 */
@NullMarked
package io.byteor.runner.kafka;

import org.jspecify.annotations.NullMarked;
