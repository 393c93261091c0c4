package io.byteor.runner.kafka;

import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Checkpoints as records: keyed by replay, in the partition of the replay's decision. */
final class CheckpointRecords {
    private CheckpointRecords() {}

    static ProducerRecord<byte[], byte[]> of(EventCodec codec, int partition, ReplayCheckpoint checkpoint) {
        return new ProducerRecord<>(
                Topic.REPLAY_CHECKPOINT.topicName(),
                partition,
                checkpoint.getReplayId().getBytes(StandardCharsets.UTF_8),
                codec.encode(Topic.REPLAY_CHECKPOINT, checkpoint),
                List.of(new RecordHeader(
                        CheckpointReader.ROOT_BUNDLE,
                        checkpoint.getRootBundleId().getBytes(StandardCharsets.UTF_8))));
    }
}
