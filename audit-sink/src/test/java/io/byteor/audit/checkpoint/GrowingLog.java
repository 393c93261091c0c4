package io.byteor.audit.checkpoint;

import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.Consumed;
import io.byteor.audit.intake.Slice;
import io.byteor.schemas.topic.Topic;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A log that grows as the intake has it grow, by records that became no entries.
 *
 * @param partition one that the topic does not have
 */
public record GrowingLog(AuditStore store, int partition) {
    private static final Topic TOPIC = Topic.ESCALATION;

    public String topic() {
        return TOPIC.topicName();
    }

    public void take(int records) {
        long from = store.next(TOPIC, partition);
        List<Consumed> log = LongStream.range(from, from + records)
                .mapToObj(offset -> new Consumed(offset, 0, null, null, null))
                .toList();
        store.take(List.of(new Slice(TOPIC, partition, from, from + records, List.of(), log)));
    }
}
